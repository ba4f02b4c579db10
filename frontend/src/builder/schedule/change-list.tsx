import type { Change, Dates } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import classes from "./schedule.module.css";
import { daysInWords } from "./words";

/** Most changes that are told one by one. */
const MOST = 100;

/** What is different for clients, task by task. */
export function ChangeList({ changes, isFirst }: { changes: Change[]; isFirst: boolean }) {
  const told = changes.filter(({ kind }) => kind !== "group");
  if (isFirst)
    return (
      <p className={classes.quiet}>
        {plural(told.length, "task")} will be published for the first time.
      </p>
    );
  if (changes.length === 0)
    return <p className={classes.quiet}>Nothing is different from what is published.</p>;
  const shown = (told.length > 0 ? told : changes).slice(0, MOST);
  return (
    <section aria-label="What changes" className={classes.changes}>
      <table>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">Published</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ task_id, before, after }) => (
            <tr key={task_id}>
              <th scope="row">
                {after?.name ?? before?.name}
                {before && after && before.name !== after.name && (
                  <span className={classes.quiet}> (was {before.name})</span>
                )}
              </th>
              <td>{before ? cell(before, after) : "New"}</td>
              <td>{after ? cell(after, before) : "Taken away"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {told.length > shown.length && (
        <p className={classes.quiet}>and {plural(told.length - shown.length, "other task")}</p>
      )}
    </section>
  );
}

const cell = (dates: Dates, other: Dates | null) =>
  other && other.progress !== dates.progress
    ? `${daysInWords(dates)}, ${dates.progress} % done`
    : daysInWords(dates);
