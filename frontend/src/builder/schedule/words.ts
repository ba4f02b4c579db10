import type { Change } from "../../api/gen/types.gen";
import { dateRange, shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import type { Task } from "./plan";

type Days = { starts_on: string; ends_on: string };

/** "Mon 30 Nov to Fri 4 Dec", or the one day. */
export const daysInWords = ({ starts_on, ends_on }: Days): string =>
  starts_on === ends_on ? shortDate(starts_on) : (dateRange(starts_on, ends_on) ?? "");

/** A task as its bar says it to who does not see it. */
export function taskInWords(task: Task): string {
  const words = [
    task.kind === "milestone" ? `${task.name}, milestone` : task.name,
    daysInWords(task),
    task.kind === "task" && plural(task.days, "working day"),
    task.kind !== "milestone" && `${task.progress} % done`,
    task.baseline && task.baseline.ends_on !== task.ends_on
      ? `baseline ended ${shortDate(task.baseline.ends_on)}`
      : null,
  ];
  return words.filter(Boolean).join(", ");
}

const isMove = ({ before, after }: Change) =>
  !!before && !!after && (before.starts_on !== after.starts_on || before.ends_on !== after.ends_on);

/** Those of the changes that moved something, groups aside: they follow. */
const moves = (changes: Change[]): Change[] =>
  changes.filter((change) => change.kind !== "group" && isMove(change));

/** "3 other tasks move with it. The end moves from Fri 11 Dec to Tue 15 Dec."; null when nothing else does. */
export function consequences(
  changes: Change[],
  edited: string[],
  before: string | null,
  after: string | null,
): string | null {
  const others = moves(changes).filter(({ task_id }) => !edited.includes(task_id)).length;
  const words = [
    others > 0 && `${plural(others, "other task")} ${others === 1 ? "moves" : "move"} with it.`,
    before && after && before !== after
      ? `The end moves from ${shortDate(before)} to ${shortDate(after)}.`
      : null,
  ].filter(Boolean);
  return words.length > 0 ? words.join(" ") : null;
}
