import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Download from "lucide-react/icons/download";
import { toProblem } from "../../api/errors";
import {
  portalItemOptions,
  portalItemsInfiniteOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { PortalItemDetail } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { troubleOf } from "../../ui/problem";
import { archiveAddress, paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { ItemRows } from "../shared/items/item-rows";
import { PortalLink } from "../shared/link";
import { usePlace, useProjectId } from "../shared/place";
import { Search } from "../shared/search";

export function DocumentsPage() {
  const project = useProjectId();
  const { folder, q } = usePlace();
  const item = useQuery({
    ...portalItemOptions({ path: { id: folder ?? "" } }),
    enabled: folder !== undefined,
  });
  if (item.error && toProblem(item.error).status === 404)
    return <Gone back="All documents" to={paths.documents(project)} />;
  return (
    <div className="stack">
      {folder ? <FolderHeading key={folder} item={item.data} /> : <PageTitle title="Documents" />}
      <Search
        key={`${project}/${folder}`}
        label="Search all documents"
        on={paths.documents(project, folder)}
      />
      <List key={folder ?? project} project={project} folder={folder} q={q} />
    </div>
  );
}

/** Where the folder stands; folders that are not shared are not in its path. */
function FolderHeading({ item }: { item?: PortalItemDetail }) {
  const project = useProjectId();
  const above = item?.path.filter((step) => step.id !== item.id) ?? [];
  return (
    <div>
      <nav aria-label="Where you are">
        <ol className="crumbs">
          <li>
            <PortalLink exact href={paths.documents(project)}>
              Documents
            </PortalLink>
          </li>
          {above.map((step) => (
            <li key={step.id}>
              <PortalLink href={paths.documents(project, step.id)}>{step.title}</PortalLink>
            </li>
          ))}
        </ol>
      </nav>
      {item ? (
        <div className="titled">
          <PageTitle title={item.title} />
          <a className="button" href={archiveAddress(project, [item.id])} download>
            <Download size={20} aria-hidden />
            Download all
          </a>
        </div>
      ) : (
        <PageTitle title="Folder">
          <span className="bone" style={{ width: "10rem" }} />
          <span className="visually-hidden">Folder</span>
        </PageTitle>
      )}
    </div>
  );
}

function List({ project, folder, q }: { project: string; folder?: string; q?: string }) {
  const query = useInfiniteQuery({
    ...portalItemsInfiniteOptions({
      path: { id: project },
      query: { module: "documents", ...(q ? { q } : { parent_id: folder ?? "root" }) },
    }),
    initialPageParam: { path: { id: project } },
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const gone = folder ? (
    <Gone back="All documents" to={paths.documents(project)} />
  ) : (
    <Gone back="Home" to={paths.home(project)} />
  );
  return (
    <Answer query={query} bones={<BoneRows label="Loading documents" />} gone={gone}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <>
            <p className="visually-hidden" role="status">
              {q && !query.isPlaceholderData && found(items.length, query.hasNextPage)}
            </p>
            {q && items.length > 0 && <p className="quiet">Found in all documents</p>}
            {items.length > 0 ? <ItemRows items={items} /> : <Nothing q={q} folder={folder} />}
            {query.isFetchNextPageError && <TroubleNotice trouble={troubleOf(query.error)} />}
            {query.hasNextPage && (
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Show more
              </Button>
            )}
          </>
        );
      }}
    </Answer>
  );
}

const found = (count: number, more: boolean) =>
  count === 0 ? "Nothing found" : more ? `The first ${count} results` : plural(count, "result");

function Nothing({ q, folder }: { q?: string; folder?: string }) {
  if (q)
    return (
      <p className="calm">
        Nothing that is shared with you has “{q}” in its name. Try another word, or a shorter one.
      </p>
    );
  if (folder) return <p className="calm">There is nothing in this folder at the moment.</p>;
  return (
    <p className="calm">
      No documents are shared with you yet. When your builder shares some, you find them here.
    </p>
  );
}
