import Diamond from "lucide-react/icons/diamond";
import { type CSSProperties, useEffect, useRef } from "react";
import type { PortalTask } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { depthsOf } from "../../lib/schedule";
import classes from "./chart.module.css";
import { type Frame, middleOf, mondaysOf, monthsOf, placeOf } from "./frame";

/** More Mondays than that have no room for their numbers on paper. */
const MONDAYS_ON_PAPER = 40;

/** The schedule as a chart for a wide screen and for paper; to who listens, a table of its dates. */
export function Chart(props: { tasks: PortalTask[]; frame: Frame; today: string }) {
  const { tasks, frame, today } = props;
  const depths = depthsOf(tasks);
  const now = middleOf(frame, today);
  const region = useRef<HTMLElement>(null);

  useEffect(() => showToday(region.current), []);

  return (
    <section
      ref={region}
      className={classes.chart}
      aria-label="Chart of the schedule"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
      tabIndex={0}
    >
      <table style={{ "--weeks": frame.weeks } as CSSProperties}>
        <caption className="visually-hidden">Tasks with their dates</caption>
        <colgroup>
          <col className={classes.names} />
          <col className={classes.day} />
          <col className={classes.day} />
          <col className={classes.done} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Start</th>
            <th scope="col">End</th>
            <th scope="col">Done</th>
            <td className={classes.time} aria-hidden>
              <Scale frame={frame} now={now} />
            </td>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id} className={task.kind === "group" ? classes.group : undefined}>
              <th scope="row" style={{ "--depth": depths.get(task.id) } as CSSProperties}>
                <Name task={task} />
              </th>
              <td>{shortDate(task.starts_on)}</td>
              <td>{shortDate(task.ends_on)}</td>
              <td>{howMuch(task)}</td>
              <td className={classes.time} aria-hidden>
                {now && <span className={classes.today} style={{ left: now }} data-today />}
                <Mark task={task} frame={frame} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function howMuch({ kind, progress }: PortalTask): string {
  if (kind !== "milestone") return `${progress}\u00a0%`;
  return progress === 100 ? "Done" : "Not yet";
}

/** Scrolls to today where it is not in view. */
function showToday(region: HTMLElement | null) {
  const line = region?.querySelector("[data-today]");
  if (!region || !line) return;
  const far = line.getBoundingClientRect().left - region.getBoundingClientRect().left;
  if (far > region.clientWidth) region.scrollLeft = far - region.clientWidth * 0.6;
}

function Scale({ frame, now }: { frame: Frame; now: string | null }) {
  const sparse = frame.weeks > MONDAYS_ON_PAPER ? classes.screenOnly : "";
  return (
    <>
      {monthsOf(frame).map(({ from, until, label }) => (
        <span key={from} className={classes.month} style={placeOf(frame, from, until)}>
          {label}
        </span>
      ))}
      {mondaysOf(frame).map((monday) => (
        <span
          key={monday}
          className={`${classes.monday} ${sparse}`}
          style={{ left: placeOf(frame, monday, monday).left }}
        >
          {Number(monday.slice(8))}
        </span>
      ))}
      {now && (
        <span className={classes.now} style={{ left: `clamp(1.5rem, ${now}, 100% - 1.5rem)` }}>
          Today
        </span>
      )}
    </>
  );
}

function Name({ task: { kind, name, trade } }: { task: PortalTask }) {
  return (
    <>
      {kind === "milestone" && <Diamond size={14} className={classes.sign} aria-hidden />}
      {name}
      {kind === "milestone" && <span className="visually-hidden">, milestone</span>}
      {trade && <span className={classes.trade}>{trade}</span>}
    </>
  );
}

function Mark({ task, frame }: { task: PortalTask; frame: Frame }) {
  const { kind, starts_on, ends_on, progress } = task;
  if (kind === "milestone")
    return (
      <span
        className={classes.milestone}
        style={{ left: middleOf(frame, starts_on) ?? undefined }}
      />
    );
  return (
    <span className={classes.bar} style={placeOf(frame, starts_on, ends_on)}>
      <span style={{ width: `${progress}%` }} />
    </span>
  );
}
