import { Button, NativeSelect } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import FolderOpen from "lucide-react/icons/folder-open";
import FolderPlus from "lucide-react/icons/folder-plus";
import SearchX from "lucide-react/icons/search-x";
import Upload from "lucide-react/icons/upload";
import { useRef } from "react";
import type { Item } from "../../api/gen/types.gen";
import { Panel } from "../../ui/panel";
import { SearchField } from "../../ui/search-field";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import toolbar from "../../ui/toolbar.module.css";
import { type DocumentsPlace, paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useMay } from "../shared/me";
import { useUploads } from "../shared/uploads/use-uploads";
import { useProject } from "../shared/use-project";
import { Breadcrumbs } from "./breadcrumbs";
import { DocumentDialogs, useDocumentDialogs } from "./document-dialogs";
import { DocumentList } from "./document-list";
import classes from "./documents.module.css";
import { DropZone } from "./drop-zone";
import { FolderTree } from "./folder-tree";
import { useFolderContent } from "./use-folder-content";
import { useSelection } from "./use-selection";

export function Documents() {
  const project = useProject();
  const place = useSearch({ strict: false }) as DocumentsPlace;
  const { folder, q, sort } = place;
  const go = useGo();
  const may = useMay();
  const { queue } = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const content = useFolderContent(project.id, place);
  const selection = useSelection(content.items, JSON.stringify([project.id, folder, q]));
  const dialogs = useDocumentDialogs();
  const writes = may("content.write");
  const here = content.path.at(-1);

  const upload = (files: Iterable<File>) =>
    queue.add(files, { projectId: project.id, folderId: folder ?? null });
  const chooseFiles = () => input.current?.click();
  const change = (next: DocumentsPlace, replace = true) =>
    go(paths.documents(project.id, { ...place, ...next }), { replace });

  if (content.isGone)
    return (
      <EmptyState
        icon={<FolderOpen />}
        title="This folder is not here any more"
        action={<AppLink href={paths.documents(project.id)}>Go to all documents</AppLink>}
      >
        Someone deleted it, or the link is old.
      </EmptyState>
    );

  return (
    <DropZone
      into={here?.title ?? project.name}
      onDrop={writes ? upload : null}
      className={classes.layout}
    >
      <FolderTree
        projectId={project.id}
        folders={content.folders}
        current={q ? "" : (folder ?? null)}
        isPending={content.isPending}
      />
      <div className={classes.content}>
        <div className={toolbar.toolbar}>
          <div className={toolbar.grow}>
            <SearchField
              label="Search documents"
              value={q ?? ""}
              onChange={(value) => void change({ q: value || undefined })}
            />
          </div>
          <NativeSelect
            aria-label="Order"
            value={sort ?? "name"}
            onChange={(event) =>
              void change({ sort: event.currentTarget.value === "newest" ? "newest" : undefined })
            }
            data={[
              { value: "name", label: "By name" },
              { value: "newest", label: "Newest first" },
            ]}
          />
          {writes && (
            <div className={classes.adding}>
              <Button
                variant="default"
                leftSection={<FolderPlus size={18} aria-hidden />}
                onClick={() => dialogs.newFolder.open({ parent: here ?? null })}
              >
                New folder
              </Button>
              <Button leftSection={<Upload size={18} aria-hidden />} onClick={chooseFiles}>
                Upload
              </Button>
              <input
                ref={input}
                type="file"
                multiple
                hidden
                aria-label="Files to upload"
                onChange={(event) => {
                  upload(Array.from(event.currentTarget.files ?? []));
                  event.currentTarget.value = "";
                }}
              />
            </div>
          )}
        </div>
        <Breadcrumbs projectId={project.id} path={content.path} q={q} />
        <Panel flush>
          {content.isPending && <SkeletonRows label="Loading documents" />}
          {content.error && <ErrorState error={content.error} retry={content.retry} />}
          {!content.isPending && !content.error && content.items.length === 0 && (
            <Nothing q={q} inFolder={here} chooseFiles={writes ? chooseFiles : null} />
          )}
          {content.items.length > 0 && !content.isPending && (
            <DocumentList
              project={project}
              items={content.items}
              folders={content.folders}
              selection={selection}
              dialogs={dialogs}
              showFolder={!!q}
            />
          )}
          <ShowMore pages={content.pages} />
        </Panel>
      </div>
      <DocumentDialogs
        project={project}
        items={content.items}
        folders={content.folders}
        dialogs={dialogs}
        onDone={selection.clear}
      />
    </DropZone>
  );
}

function Nothing(props: {
  q: string | undefined;
  inFolder: Item | undefined;
  chooseFiles: (() => void) | null;
}) {
  if (props.q)
    return (
      <EmptyState icon={<SearchX />} title={`Nothing matches “${props.q}”`}>
        The search looks at the names of all documents and folders of this project.
      </EmptyState>
    );
  const shared = props.inFolder && props.inFolder.shared.with !== "nobody";
  return (
    <EmptyState
      icon={<FolderOpen />}
      title={props.inFolder ? `“${props.inFolder.title}” is empty` : "No documents yet"}
      action={
        props.chooseFiles && (
          <Button variant="default" onClick={props.chooseFiles}>
            Upload files
          </Button>
        )
      }
    >
      {props.chooseFiles
        ? `Plans, permits, contracts: drop files anywhere on this page, or choose them. ${shared ? "This folder is shared: clients see what you put into it, at once." : "Clients see nothing until you share it."}`
        : "Plans, permits and contracts appear here once someone who runs the project uploads them."}
    </EmptyState>
  );
}
