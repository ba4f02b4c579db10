import { useCallback, useState } from "react";
import { linkItem } from "../../api/gen/sdk.gen";
import type { PortalItem, PortalItemDetail } from "../../api/gen/types.gen";
import { dateRange, shortDate } from "../../lib/dates";
import { TroubleNotice } from "../../ui/plain/notice";
import { troubleOf } from "../../ui/problem";
import { LogSheet } from "../../ui/records/log-sheet";
import { type PictureAddresses, RecordPhotos } from "../../ui/records/record-photos";
import { ReportSheet } from "../../ui/records/report-sheet";
import { RichText } from "../../ui/rich-text/rich-text";
import { useLoad } from "../shared/use-load";
import classes from "./link-page.module.css";
import type { Visit } from "./visit";

const file = (id: string) => `/api/v1/link/files/${id}/content?download=1`;
const PICTURES: PictureAddresses = {
  preview: (id, size) => `/api/v1/link/files/${id}/preview?size=${size}`,
  download: file,
};

/** What a link shows, folded: records open in place, files are saved. */
export function Things(props: { items: PortalItem[]; visit: Visit; openFirst?: boolean }) {
  return (
    <div className={classes.things}>
      {props.items.map((item, index) =>
        item.file_id ? (
          <a key={item.id} className={classes.file} href={file(item.file_id)} download>
            <span>{item.title}</span>
            <small className="quiet">{shortDate(item.dated_at)}</small>
          </a>
        ) : (
          <Folded
            key={item.id}
            item={item}
            visit={props.visit}
            first={!!props.openFirst && index === 0}
          />
        ),
      )}
    </div>
  );
}

function Folded({ item, visit, first }: { item: PortalItem; visit: Visit; first: boolean }) {
  const [opened, setOpened] = useState(first);
  return (
    <details
      className={classes.thing}
      open={opened}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        <h3>{item.title.replace(/^Daily log /, "")}</h3>
      </summary>
      {opened && <Inside id={item.id} visit={visit} />}
    </details>
  );
}

function Inside({ id, visit: { ask } }: { id: string; visit: Visit }) {
  const load = useCallback(() => ask(() => linkItem({ path: { id } })), [ask, id]);
  const { data, problem } = useLoad(load);
  return (
    <div className={classes.inside}>
      {!data && !problem && <span className="bone tall" role="status" aria-label="Loading" />}
      {problem && <TroubleNotice trouble={troubleOf(problem)} />}
      {data && <Record item={data} />}
    </div>
  );
}

function Record({ item }: { item: PortalItemDetail }) {
  const { daily_log, report, update, schedule } = item;
  return (
    <>
      {daily_log && <LogSheet log={daily_log} addresses={PICTURES} />}
      {report && <ReportSheet report={report} addresses={PICTURES} at={item.dated_at} />}
      {update && (
        <>
          <RichText doc={update.body} />
          <RecordPhotos pictures={update.pictures} addresses={PICTURES} at={item.dated_at} />
        </>
      )}
      {schedule && (
        <ul className={classes.tasks}>
          {schedule.tasks.map(({ id, kind, name, starts_on, ends_on, progress }) => (
            <li key={id} data-kind={kind}>
              <span>{name}</span>
              <span className="quiet">
                {starts_on === ends_on ? shortDate(starts_on) : dateRange(starts_on, ends_on)}
                {kind === "task" && `, ${progress} % done`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {(daily_log || report) && (
        <a className="button" href={`/api/v1/link/items/${item.id}/pdf`} download>
          Save as PDF
        </a>
      )}
    </>
  );
}
