import type { HistoryEntry } from "../../../api/gen/types.gen";
import { dateAndTime } from "../../../lib/dates";
import { Panel } from "../../../ui/panel";
import classes from "./history.module.css";

/** The life of a record: who did what, when and why. */
export function History({ entries }: { entries: HistoryEntry[] }) {
  return (
    <Panel title="History">
      <ul className={classes.list}>
        {entries.map(({ at, by, verb, reason }) => (
          <li key={`${at}${verb}`}>
            {by} {verb} it{reason && `: ${reason}`}{" "}
            <time className={classes.when} dateTime={at}>
              {dateAndTime(at)}
            </time>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
