import { ActionIcon } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronRight from "lucide-react/icons/chevron-right";
import Diamond from "lucide-react/icons/diamond";
import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Edit, Schedule } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { depthsOf } from "../../lib/schedule";
import { today } from "../../lib/today";
import { Bar } from "./bar";
import classes from "./chart.module.css";
import { Links } from "./links";
import { openTasks, type Task } from "./plan";
import { type Scale, scaleOf, type Zoom } from "./scale";
import { useDrag } from "./use-drag";
import type { ScheduleActions } from "./use-schedule";
import { consequences } from "./words";
import { workedDays } from "./worked-days";

/** As in the style sheet. */
const ROW = 45;
const NAME = 280;
const DATE = 136;
const LEFT = NAME + 2 * DATE;
/** What fits on a sheet of A4, lying. */
const PAPER = 1040;

/** The schedule as a table with a time line: what is dragged shows what it takes along. */
export function Chart(props: {
  schedule: Schedule;
  zoom: Zoom;
  writes: boolean;
  actions: ScheduleActions;
  open: (task: Task) => void;
  menu: (task: Task) => ReactNode;
}) {
  const { schedule, writes, actions } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => behind(schedule.tasks));
  const rows = useMemo(() => openTasks(schedule.tasks, closed), [schedule.tasks, closed]);
  const levels = useMemo(() => depthsOf(schedule.tasks), [schedule.tasks]);
  const from = schedule.first_day ?? schedule.starts_on;
  const to = later(schedule.last_day ?? from, schedule.baseline_last_day);
  const scale = useMemo(() => scaleOf(from, to, props.zoom), [from, to, props.zoom]);
  const dragging = useDrag({
    dayWidth: scale.dayWidth,
    calendar: schedule.calendar,
    preview: actions.preview,
    move: (edit: Edit, task: Task) => void actions.make([edit], `“${task.name}” was changed`),
    open: props.open,
  });
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const printing = usePrinting();
  const width = LEFT + scale.width;
  const inView = virtual.getVirtualItems().map(({ index }) => index);
  const shown = printing ? rows.map((_, index) => index) : inView;
  const above = shown[0] ?? 0;
  const under = rows.length - 1 - (shown.at(-1) ?? -1);

  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const at = scale.x(today()) - (box.clientWidth - NAME) / 3;
    box.scrollLeft = at > 0 && at < scale.width ? at : 0;
  }, [scale]);

  const toggle = (id: string) =>
    setClosed((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const told = dragging.told;
  const follows =
    told &&
    consequences(
      told.changes,
      dragging.drag ? [dragging.drag.task.id] : [],
      schedule.last_day,
      told.schedule.last_day,
    );
  return (
    <>
      <p id="schedule-keys" hidden>
        Left and right arrows move it by a working day, with Shift they change how long it takes.
        Enter opens it.
      </p>
      <p className={classes.told} aria-live="polite">
        {follows}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section ref={frame} className={classes.frame} tabIndex={0} aria-label="Gantt chart">
        <div
          className={classes.sheet}
          style={{ width, zoom: printing ? Math.min(1, PAPER / width) : undefined }}
        >
          <div className={classes.behind} style={{ left: LEFT, height: rows.length * ROW }}>
            <FreeDays scale={scale} calendar={schedule.calendar} />
            <Links rows={rows} scale={scale} rowHeight={ROW} />
            <span className={classes.today} style={{ left: scale.x(today()) }} />
          </div>
          <table className={classes.table} aria-rowcount={rows.length + 1}>
            <colgroup>
              <col style={{ width: NAME }} />
              <col style={{ width: DATE }} />
              <col style={{ width: DATE }} />
              <col style={{ width: scale.width }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">Task</th>
                <th scope="col">Start</th>
                <th scope="col">Finish</th>
                <th scope="col" className={classes.time}>
                  <span className="visually-hidden">Time line</span>
                  <TimeLine scale={scale} />
                </th>
              </tr>
            </thead>
            <tbody>
              {above > 0 && <tr style={{ height: above * ROW }} />}
              {shown.map((row) => {
                const task = rows[row];
                return (
                  task && (
                    <tr key={task.id} data-kind={task.kind} aria-rowindex={row + 2}>
                      <th scope="row">
                        <div
                          className={classes.name}
                          style={{ paddingLeft: `${(levels.get(task.id) ?? 0) * 1.25}rem` }}
                        >
                          {task.kind === "group" ? (
                            <ActionIcon
                              size="sm"
                              aria-label={`${closed.has(task.id) ? "Open" : "Close"} “${task.name}”`}
                              aria-expanded={!closed.has(task.id)}
                              onClick={() => toggle(task.id)}
                            >
                              {closed.has(task.id) ? (
                                <ChevronRight size={16} aria-hidden />
                              ) : (
                                <ChevronDown size={16} aria-hidden />
                              )}
                            </ActionIcon>
                          ) : (
                            <span className={classes.mark}>
                              {task.kind === "milestone" && <Diamond size={14} aria-hidden />}
                            </span>
                          )}
                          <button type="button" title={task.name} onClick={() => props.open(task)}>
                            {task.name}
                          </button>
                          {props.menu(task)}
                        </div>
                      </th>
                      <td className="tabular">{shortDate(task.starts_on)}</td>
                      <td className="tabular">{shortDate(task.ends_on)}</td>
                      <td className={classes.time}>
                        <Bar
                          task={task}
                          scale={scale}
                          writes={writes}
                          dragging={dragging}
                          open={props.open}
                        />
                      </td>
                    </tr>
                  )
                );
              })}
              {under > 0 && <tr style={{ height: under * ROW }} />}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

/** Groups that are done are closed at first. */
const behind = (tasks: Task[]) =>
  new Set(
    tasks.flatMap(({ id, kind, progress }) => (kind === "group" && progress === 100 ? [id] : [])),
  );

const later = (one: string, other: string | null) => (other && other > one ? other : one);

function TimeLine({ scale }: { scale: Scale }) {
  return (
    <div className={classes.line} aria-hidden>
      {scale.months.map(({ at, width, label }) => (
        <span key={label} className={classes.month} style={{ left: at, width }}>
          {width > 40 && label}
        </span>
      ))}
      {scale.ticks.map(({ at, width, label }) => (
        <span key={at} className={classes.tick} style={{ left: at, width }}>
          {label}
        </span>
      ))}
    </div>
  );
}

const FreeDays = memo(function FreeDays(props: { scale: Scale; calendar: Schedule["calendar"] }) {
  const { scale, calendar } = props;
  if (scale.zoom === "months") return null;
  const isWorked = workedDays(calendar);
  const free = Array.from({ length: scale.count }, (_, at) => at).filter(
    (at) => !isWorked(scale.first + at),
  );
  return free.map((at) => (
    <span
      key={at}
      className={classes.free}
      style={{ left: at * scale.dayWidth, width: scale.dayWidth }}
    />
  ));
});

/** Whether the page is being printed: then every row is there. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}
