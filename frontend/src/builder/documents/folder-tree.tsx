import { Skeleton } from "@mantine/core";
import ChevronRight from "lucide-react/icons/chevron-right";
import Eye from "lucide-react/icons/eye";
import Folder from "lucide-react/icons/folder";
import { useState } from "react";
import type { Item } from "../../api/gen/types.gen";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { type FolderNode, pathTo, treeOf } from "../shared/item/tree";
import classes from "./folder-tree.module.css";

/** All folders of the project, for wide screens; the way to the current one is always open. */
export function FolderTree(props: {
  projectId: string;
  folders: Item[];
  current: string | null;
  isPending: boolean;
}) {
  const { projectId, folders, current } = props;
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const way = new Set(pathTo(folders, current).map(({ id }) => id));
  const isOpen = (id: string) => toggled[id] ?? way.has(id);

  const branch = (nodes: FolderNode[]) => (
    <ul>
      {nodes.map(({ folder, children }) => (
        <li key={folder.id}>
          <div className={classes.line} data-current={folder.id === current || undefined}>
            {children.length > 0 ? (
              <button
                type="button"
                className={classes.toggle}
                aria-expanded={isOpen(folder.id)}
                aria-label={`Folders in ${folder.title}`}
                onClick={() => setToggled({ ...toggled, [folder.id]: !isOpen(folder.id) })}
              >
                <ChevronRight size={18} aria-hidden />
              </button>
            ) : (
              <span className={classes.toggle} />
            )}
            <Entry
              href={paths.documents(projectId, { folder: folder.id })}
              current={folder.id === current}
              title={folder.title}
              shared={folder.shared.with !== "nobody"}
            />
          </div>
          {children.length > 0 && isOpen(folder.id) && branch(children)}
        </li>
      ))}
    </ul>
  );

  return (
    <nav aria-label="Folders" className={classes.tree}>
      <div className={classes.line} data-current={current === null || undefined}>
        <Entry href={paths.documents(projectId)} current={current === null} title="All documents" />
      </div>
      {props.isPending && folders.length === 0 ? (
        <div className={classes.loading}>
          <Skeleton height={14} width="70%" />
          <Skeleton height={14} width="55%" />
          <Skeleton height={14} width="62%" />
        </div>
      ) : (
        branch(treeOf(folders))
      )}
    </nav>
  );
}

function Entry(props: { href: string; current: boolean; title: string; shared?: boolean }) {
  return (
    <AppLink
      href={props.href}
      className={classes.link}
      aria-current={props.current ? "page" : undefined}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      <Folder size={18} aria-hidden fill="var(--accent)" strokeWidth={1.5} />
      <span className={classes.title}>{props.title}</span>
      {props.shared && <Eye size={16} aria-label="shared with clients" />}
    </AppLink>
  );
}
