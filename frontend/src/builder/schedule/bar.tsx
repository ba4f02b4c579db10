import { addDays } from "../../lib/days";
import classes from "./chart.module.css";
import type { Task } from "./plan";
import type { Scale } from "./scale";
import type { useDrag } from "./use-drag";
import { daysInWords, taskInWords } from "./words";

/** A task on the time line: dragged along it, at its end to take longer, or moved with the arrow keys. */
export function Bar(props: {
  task: Task;
  scale: Scale;
  writes: boolean;
  dragging: ReturnType<typeof useDrag>;
  open: (task: Task) => void;
}) {
  const { task, scale, writes, dragging } = props;
  const { drag, told } = dragging;
  const mine = drag?.task.id === task.id ? drag : null;
  const moved = told?.schedule.tasks.find(({ id }) => id === task.id);
  const ghost =
    moved && (moved.starts_on !== task.starts_on || moved.ends_on !== task.ends_on) && !mine
      ? moved
      : null;
  const place = placeOf(task, scale);
  const by = (mine?.by ?? 0) * scale.dayWidth;
  const draggable = writes && task.kind !== "group";
  const style =
    mine?.mode === "size"
      ? { left: place.left, width: Math.max(place.width + by, scale.dayWidth) }
      : { left: place.left + by, width: place.width };
  return (
    <>
      {task.baseline && task.kind === "task" && (
        <span className={classes.baseline} style={placeOf({ ...task, ...task.baseline }, scale)} />
      )}
      {ghost && (
        <span className={classes.ghost} data-kind={task.kind} style={placeOf(ghost, scale)} />
      )}
      <button
        type="button"
        className={classes.bar}
        data-kind={task.kind}
        data-dragged={mine ? true : undefined}
        style={style}
        aria-label={taskInWords(task)}
        title={daysInWords(task)}
        aria-describedby={draggable ? "schedule-keys" : undefined}
        {...(draggable
          ? { ...dragging.handlers(task, "move"), onKeyDown: dragging.onKeyDown(task) }
          : { onClick: () => props.open(task) })}
      >
        {task.kind === "task" && (
          <span className={classes.done} style={{ width: `${task.progress}%` }} />
        )}
        {draggable && task.kind === "task" && (
          <span className={classes.handle} {...dragging.handlers(task, "size")} />
        )}
      </button>
      <span className={classes.label} style={{ left: style.left + style.width }} aria-hidden>
        {mine
          ? shownDays(task, mine.mode, mine.by)
          : task.kind === "milestone"
            ? task.name
            : task.trade}
      </span>
    </>
  );
}

/** Where a task lies on the time line. */
function placeOf(task: Pick<Task, "kind" | "starts_on" | "ends_on">, scale: Scale) {
  const end = scale.x(task.ends_on) + scale.dayWidth;
  if (task.kind === "milestone") return { left: end - 10, width: 20 };
  const left = scale.x(task.starts_on);
  return { left, width: Math.max(end - left, 4) };
}

function shownDays(task: Task, mode: "move" | "size", by: number): string {
  const day = mode === "move" ? addDays(task.starts_on, by) : addDays(task.ends_on, by);
  return `${mode === "move" ? "from" : "until"} ${day.slice(8)}/${day.slice(5, 7)}`;
}
