import { useParams } from "@tanstack/react-router";
import FolderIcon from "lucide-react/icons/folder";
import SearchIcon from "lucide-react/icons/search";
import { useState } from "react";
import type { PortalItem } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { troubleOf } from "../../ui/problem";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { DrawingRow } from "../shared/items/drawing-row";
import { PortalLink } from "../shared/link";
import { useProjectId } from "../shared/place";
import { foldersOf, groupsOf, inFolder, matching } from "./in-order";
import { useDrawings } from "./use-drawings";

/** Every drawing that is shared, by folder, discipline and number. */
export function DrawingsPage() {
  const project = useProjectId();
  const { folder } = useParams({ strict: false }) as { folder?: string };
  const query = useDrawings(project);
  const title = "Drawings";
  return (
    <div className="stack">
      <Answer
        query={query}
        bones={
          <>
            <PageTitle title={title} />
            <BoneRows label="Loading drawings" />
          </>
        }
        gone={<Gone back="Home" to={paths.home(project)} />}
      >
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const isPartial = query.hasNextPage;
          const here = items.find(({ id, kind }) => id === folder && kind === "folder");
          if (folder && !here && !isPartial)
            return <Gone back="All drawings" to={paths.drawings(project)} />;
          return (
            <>
              <Heading project={project} items={items} folder={here} />
              <Drawings key={folder} items={items} folder={here} />
              {query.isFetchNextPageError && (
                <>
                  <TroubleNotice trouble={troubleOf(query.error)} />
                  <Button busy={query.isFetching} onClick={() => void query.fetchNextPage()}>
                    Load the rest
                  </Button>
                </>
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Heading(props: { project: string; items: PortalItem[]; folder?: PortalItem }) {
  const { project, items, folder } = props;
  if (!folder) return <PageTitle title="Drawings" />;
  const above: PortalItem[] = [];
  for (let at = folder.parent_id; at; ) {
    const next = items.find(({ id }) => id === at);
    if (!next || above.includes(next)) break;
    above.unshift(next);
    at = next.parent_id;
  }
  return (
    <div>
      <nav aria-label="Where you are">
        <ol className="crumbs">
          <li>
            <PortalLink exact href={paths.drawings(project)}>
              Drawings
            </PortalLink>
          </li>
          {above.map(({ id, title }) => (
            <li key={id}>
              <PortalLink href={paths.drawings(project, id)}>{title}</PortalLink>
            </li>
          ))}
        </ol>
      </nav>
      <PageTitle key={folder.id} title={folder.title} />
    </div>
  );
}

function Drawings({ items, folder }: { items: PortalItem[]; folder?: PortalItem }) {
  const [typed, setTyped] = useState("");
  const searches = typed.trim() !== "";
  const here = searches ? matching(items, typed) : inFolder(items, folder?.id ?? null);
  const folders = foldersOf(here);
  const groups = groupsOf(here);
  const count = groups.reduce((sum, { drawings }) => sum + drawings.length, 0);
  return (
    <>
      <search className="search">
        <SearchIcon size={20} aria-hidden />
        <input
          type="search"
          aria-label="Search all drawings by number or title"
          placeholder="Search all drawings"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </search>
      <p className="visually-hidden" role="status">
        {searches && `${plural(count, "drawing")} found`}
      </p>
      {folders.length > 0 && (
        <ul className="rows" aria-label="Folders">
          {folders.map(({ id, project_id, title }) => (
            <li key={id} className="row">
              <PortalLink className="main" href={paths.drawings(project_id, id)}>
                <FolderIcon size={24} aria-hidden />
                <span className="words">
                  <span className="name">{title}</span>
                </span>
              </PortalLink>
            </li>
          ))}
        </ul>
      )}
      {groups.map(({ discipline, title, drawings }) => (
        <section key={discipline} className="group" aria-label={title}>
          <h2>{title}</h2>
          <ul className="rows">
            {drawings.map((drawing) => (
              <DrawingRow key={drawing.id} item={drawing} />
            ))}
          </ul>
        </section>
      ))}
      {folders.length + count === 0 && <p className="calm">{nothing(typed, folder)}</p>}
    </>
  );
}

function nothing(typed: string, folder: PortalItem | undefined): string {
  if (typed.trim())
    return `No drawing that is shared with you has “${typed.trim()}” in its number or title.`;
  if (folder) return "There is nothing in this folder at the moment.";
  return "No drawings are shared with you yet. When your builder shares some, you find them here.";
}
