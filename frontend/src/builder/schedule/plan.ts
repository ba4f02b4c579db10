import type { Edit, Schedule, ScheduleTask, TaskFields } from "../../api/gen/types.gen";

export type Task = ScheduleTask;
type Planned = Pick<Schedule, "starts_on" | "calendar" | "tasks">;

/** What is said of a task, without the days that follow from it. */
export const fieldsOf = (task: Task): TaskFields => ({
  id: task.id,
  parent_id: task.parent_id,
  kind: task.kind,
  name: task.name,
  trade: task.trade,
  not_before: task.not_before,
  days: task.kind === "task" ? task.days : 0,
  progress: task.kind === "group" ? 0 : task.progress,
  depends_on: task.depends_on,
});

/** An edit that saves a task with something else said of it. */
export const put = (task: Task, change: Partial<TaskFields> = {}): Edit => ({
  op: "put",
  task: { ...fieldsOf(task), ...change },
});

/** What is on screen when these groups are closed. */
export function openTasks(tasks: Task[], closed: ReadonlySet<string>): Task[] {
  const hidden = new Set<string>();
  return tasks.filter(({ id, parent_id }) => {
    const inside = !!parent_id && (closed.has(parent_id) || hidden.has(parent_id));
    if (inside) hidden.add(id);
    return !inside;
  });
}

/** A task and all that is in it. */
export function withInside(tasks: Task[], id: string): Task[] {
  const ids = new Set([id]);
  return tasks.filter((task) => {
    if (task.parent_id && ids.has(task.parent_id)) ids.add(task.id);
    return ids.has(task.id);
  });
}

/** Those in the same group, in order. */
export const siblingsOf = (tasks: Task[], task: Pick<Task, "parent_id">): Task[] =>
  tasks.filter(({ parent_id }) => parent_id === task.parent_id);

/** What a task may wait for: tasks and milestones that do not wait for it, directly or through others. */
export function mayPrecede(tasks: Task[], id: string): Task[] {
  const waiting = new Set([id]);
  for (let grows = true; grows; ) {
    grows = false;
    for (const task of tasks)
      if (!waiting.has(task.id) && task.depends_on.some(({ task_id }) => waiting.has(task_id))) {
        waiting.add(task.id);
        grows = true;
      }
  }
  return tasks.filter((task) => task.kind !== "group" && !waiting.has(task.id));
}

/** The edit that moves a task up or down among its siblings; null at the end. */
export function shifted(tasks: Task[], task: Task, by: -1 | 1): Edit | null {
  const siblings = siblingsOf(tasks, task);
  const at = siblings.findIndex(({ id }) => id === task.id);
  const to = at + by;
  if (to < 0 || to >= siblings.length) return null;
  const after = by === 1 ? siblings[to] : siblings[to - 1];
  return {
    op: "place",
    task_id: task.id,
    parent_id: task.parent_id,
    after_id: after?.id ?? null,
  };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The edits that lead back from a plan to the one before it. */
export function undoing(before: Planned, after: Planned): Edit[] {
  const old = new Map(before.tasks.map((task) => [task.id, task]));
  const now = new Map(after.tasks.map((task) => [task.id, task]));
  const edits: Edit[] = [];
  if (!same(before.calendar, after.calendar))
    edits.push({ op: "calendar", calendar: before.calendar });
  if (before.starts_on !== after.starts_on)
    edits.push({ op: "start", starts_on: before.starts_on });
  for (const { id, parent_id } of after.tasks)
    if (!old.has(id) && !(parent_id && !old.has(parent_id)))
      edits.push({ op: "remove", task_id: id });
  const changed = before.tasks.filter((task) => {
    const there = now.get(task.id);
    return !there || !same(fieldsOf(task), fieldsOf(there));
  });
  edits.push(...changed.map((task) => put(task)));
  edits.push(...places(before, after));
  return edits;
}

function places(before: Planned, after: Planned): Edit[] {
  const order = ({ tasks }: Planned) => tasks.map(({ id, parent_id }) => `${parent_id} ${id}`);
  const known = new Set(order(before));
  const kept = order(after).filter((place) => known.has(place));
  if (same(order(before), kept)) return [];
  const last = new Map<string | null, string>();
  return before.tasks.map(({ id, parent_id }) => {
    const after_id = last.get(parent_id) ?? null;
    last.set(parent_id, id);
    return { op: "place", task_id: id, parent_id, after_id };
  });
}
