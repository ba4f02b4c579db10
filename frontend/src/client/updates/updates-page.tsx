import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  portalItemOptions,
  portalItemsInfiniteOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { PortalItem } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { troubleOf } from "../../ui/problem";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { ItemRows } from "../shared/items/item-rows";
import { usePlace, useProjectId } from "../shared/place";
import { Search } from "../shared/search";
import { UpdateContent } from "./update-content";
import classes from "./updates-page.module.css";

/** The newest in full, the others as rows. */
export function UpdatesPage() {
  const project = useProjectId();
  const { q } = usePlace();
  const query = useInfiniteQuery({
    ...portalItemsInfiniteOptions({
      path: { id: project },
      query: { kind: "update", ...(q ? { q } : {}) },
    }),
    initialPageParam: { path: { id: project } },
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <PageTitle title="Updates" />
      <Search key={project} label="Search updates" on={paths.updates(project)} />
      <Answer
        query={query}
        bones={<BoneRows label="Loading updates" />}
        gone={<Gone back="Home" to={paths.home(project)} />}
      >
        {({ pages }) => {
          const [newest, ...others] = pages.flatMap((page) => page.items);
          if (!newest)
            return (
              <p className="calm">
                {q
                  ? `No update says “${q}”. Try another word.`
                  : "There is no update for you yet. When your builder writes one, you find it here."}
              </p>
            );
          return (
            <div className={classes.list}>
              <Newest key={newest.id} item={newest} />
              {others.length > 0 && <ItemRows items={others} />}
              {query.isFetchNextPageError && <TroubleNotice trouble={troubleOf(query.error)} />}
              {query.hasNextPage && (
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  Show more
                </Button>
              )}
            </div>
          );
        }}
      </Answer>
    </div>
  );
}

function Newest({ item }: { item: PortalItem }) {
  const query = useQuery(portalItemOptions({ path: { id: item.id } }));
  return (
    <article className={classes.update}>
      <h2>
        {item.title} {item.new && <span className="badge">New</span>}
      </h2>
      <p className="quiet small">{shortDate(item.dated_at)}</p>
      <Answer
        query={query}
        bones={<BoneRows rows={2} label="Loading the update" />}
        gone={<p className="calm">This update is not shared with you any more.</p>}
      >
        {(detail) => <UpdateContent item={detail} />}
      </Answer>
    </article>
  );
}
