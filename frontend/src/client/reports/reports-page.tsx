import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { portalItemsInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
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

export function ReportsPage() {
  const project = useProjectId();
  const { q } = usePlace();
  const query = useInfiniteQuery({
    ...portalItemsInfiniteOptions({
      path: { id: project },
      query: { kind: "report", ...(q ? { q } : {}) },
    }),
    initialPageParam: { path: { id: project } },
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <PageTitle title="Reports" />
      <Search key={project} label="Search reports" on={paths.reports(project)} />
      <Answer
        query={query}
        bones={<BoneRows label="Loading reports" />}
        gone={<Gone back="Home" to={paths.home(project)} />}
      >
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <p className="calm">
                {q
                  ? `No report that is shared with you says “${q}”. Try another word.`
                  : "No reports are shared with you yet. When your builder shares some, you find them here."}
              </p>
            );
          return (
            <>
              <ItemRows items={items} />
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
    </div>
  );
}
