import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useState } from "react";
import {
  portalItemOptions,
  portalItemsInfiniteOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { PortalItem } from "../../api/gen/types.gen";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { troubleOf } from "../../ui/problem";
import { LogSheet } from "../../ui/records/log-sheet";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { PdfLink } from "../shared/pdf-link";
import { PICTURES } from "../shared/pictures";
import { usePlace, useProjectId } from "../shared/place";
import { Search } from "../shared/search";
import classes from "./daily-logs-page.module.css";

/** Newest first; the first one open, the rest folded ([P3]). */
export function DailyLogsPage() {
  const project = useProjectId();
  const { q, open } = usePlace();
  const query = useInfiniteQuery({
    ...portalItemsInfiniteOptions({
      path: { id: project },
      query: { kind: "daily_log", ...(q ? { q } : {}) },
    }),
    initialPageParam: { path: { id: project } },
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <PageTitle title="Daily log" />
      <Search key={project} label="Search the daily log" on={paths.dailyLogs(project)} />
      <Answer
        query={query}
        bones={<BoneRows label="Loading the daily log" />}
        gone={<Gone back="Home" to={paths.home(project)} />}
      >
        {({ pages }) => {
          const logs = pages.flatMap((page) => page.items);
          if (logs.length === 0)
            return (
              <p className="calm">
                {q
                  ? `No log that is shared with you says “${q}”. Try another word.`
                  : "No daily logs are shared with you yet. When your builder shares some, you find them here."}
              </p>
            );
          return (
            <>
              <div className={classes.list}>
                {logs.map((log, index) => (
                  <Log key={log.id} log={log} first={open ? log.id === open : index === 0} />
                ))}
              </div>
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

function Log({ log, first }: { log: PortalItem; first: boolean }) {
  const [opened, setOpened] = useState(first);
  return (
    <details
      className={classes.log}
      open={opened}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        <h2>
          {log.title.replace(/^Daily log /, "")} {log.new && <span className="badge">New</span>}
        </h2>
        <ChevronRight size={20} aria-hidden />
      </summary>
      {opened && <Inside id={log.id} />}
    </details>
  );
}

function Inside({ id }: { id: string }) {
  const query = useQuery(portalItemOptions({ path: { id } }));
  return (
    <div className={classes.inside}>
      <Answer
        query={query}
        bones={<BoneRows rows={2} label="Loading the log" />}
        gone={<p className="calm">This log is not shared with you any more.</p>}
      >
        {(item) =>
          item.daily_log ? (
            <>
              <LogSheet log={item.daily_log} addresses={PICTURES} />
              <div className={classes.pdf}>
                <PdfLink item={item} pictures={item.daily_log.pictures} />
              </div>
            </>
          ) : null
        }
      </Answer>
    </div>
  );
}
