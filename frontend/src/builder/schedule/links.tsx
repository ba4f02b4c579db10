import { memo } from "react";
import { numberOf } from "../../lib/days";
import type { Task } from "./plan";
import type { Scale } from "./scale";

/** Room between a bar and the arrow's first turn. */
const REACH = 8;

/** Lines from what is waited for to what waits. */
export const Links = memo(function Links(props: { rows: Task[]; scale: Scale; rowHeight: number }) {
  const { rows, scale, rowHeight } = props;
  const at = new Map(rows.map((task, row) => [task.id, row]));
  const paths = rows.flatMap((task, row) =>
    task.depends_on.flatMap(({ task_id }) => {
      const from = at.get(task_id);
      const other = from === undefined ? undefined : rows[from];
      if (from === undefined || !other) return [];
      const line = lineOf(endOf(other, scale), from, startOf(task, scale), row, rowHeight);
      return [{ key: `${task_id} ${task.id}`, line }];
    }),
  );
  return (
    <svg width={scale.width} height={rows.length * rowHeight} aria-hidden>
      <defs>
        <marker
          id="waits"
          viewBox="0 0 6 6"
          refX="5"
          refY="3"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path d="M0 0L6 3L0 6z" fill="currentColor" />
        </marker>
      </defs>
      {paths.map(({ key, line }) => (
        <path key={key} d={line} fill="none" stroke="currentColor" markerEnd="url(#waits)" />
      ))}
    </svg>
  );
});

/** A milestone stands at the end of its day. */
const middleOf = (task: Task, scale: Scale) =>
  (numberOf(task.ends_on) - scale.first + 1) * scale.dayWidth;
const endOf = (task: Task, scale: Scale) => middleOf(task, scale);
const startOf = (task: Task, scale: Scale) =>
  task.kind === "milestone" ? middleOf(task, scale) - REACH : scale.x(task.starts_on);

function lineOf(x1: number, from: number, x2: number, to: number, rowHeight: number): string {
  const y1 = (from + 0.5) * rowHeight;
  const y2 = (to + 0.5) * rowHeight;
  const turn = Math.max(x1 + REACH, 0);
  if (x2 >= turn + 2) return `M${x1} ${y1}H${turn}V${y2}H${x2}`;
  const between = y2 > y1 ? y2 - rowHeight / 2 : y2 + rowHeight / 2;
  return `M${x1} ${y1}H${turn}V${between}H${x2 - REACH}V${y2}H${x2}`;
}
