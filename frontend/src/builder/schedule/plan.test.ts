import { expect, it } from "vitest";
import { depthsOf } from "../../lib/schedule";
import { mayPrecede, openTasks, shifted, type Task, undoing, withInside } from "./plan";
import { scaleOf } from "./scale";
import { countWorked, shiftWorked } from "./worked-days";

const calendar = {
  weekdays: [true, true, true, true, true, false, false],
  holidays: [{ day: "2026-12-25", name: "Christmas Day" }],
};

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  parent_id: null,
  kind: "task",
  name: id,
  trade: null,
  not_before: null,
  days: 1,
  progress: 0,
  depends_on: [],
  starts_on: "2026-11-30",
  ends_on: "2026-11-30",
  baseline: null,
  ...more,
});

const tasks = [
  task("house", { kind: "group" }),
  task("slab", { parent_id: "house" }),
  task("frame", { parent_id: "house", depends_on: [{ task_id: "slab", lag_days: 0 }] }),
  task("roof", { depends_on: [{ task_id: "frame", lag_days: 2 }] }),
];
const plan = (tasks: Task[]) => ({ starts_on: "2026-11-30", calendar, tasks });

it("counts worked days", () => {
  expect(countWorked("2026-12-21", "2026-12-28", calendar)).toBe(5);
  expect(shiftWorked("2026-12-24", 1, calendar)).toBe("2026-12-28");
  expect(shiftWorked("2026-12-28", -2, calendar)).toBe("2026-12-23");
});

it("knows what lies in what", () => {
  expect([...depthsOf(tasks).values()]).toEqual([0, 1, 1, 0]);
  expect(openTasks(tasks, new Set(["house"])).map(({ id }) => id)).toEqual(["house", "roof"]);
  expect(withInside(tasks, "house")).toHaveLength(3);
});

it("offers no circle", () => {
  expect(mayPrecede(tasks, "slab")).toEqual([]);
  expect(mayPrecede(tasks, "roof").map(({ id }) => id)).toEqual(["slab", "frame"]);
});

it("moves a task among its siblings", () => {
  const [, slab, frame] = tasks as [Task, Task, Task];
  expect(shifted(tasks, slab, -1)).toBeNull();
  expect(shifted(tasks, slab, 1)).toMatchObject({ task_id: "slab", after_id: "frame" });
  expect(shifted(tasks, frame, -1)).toMatchObject({ parent_id: "house", after_id: null });
});

it("leads back to the plan before", () => {
  const [house, slab, frame, roof] = tasks as [Task, Task, Task, Task];
  expect(undoing(plan(tasks), plan(tasks))).toEqual([]);
  expect(undoing(plan(tasks), plan([...tasks, task("extra")]))).toEqual([
    { op: "remove", task_id: "extra" },
  ]);
  const moved = { ...slab, not_before: "2026-12-02", starts_on: "2026-12-02" };
  const back = undoing(plan(tasks), plan([house, moved, frame, roof]));
  expect(back).toMatchObject([{ op: "put", task: { id: "slab", not_before: null } }]);
  // What was taken away comes back in its place, and what waited for it waits again.
  const without = [house, { ...frame, depends_on: [] }, roof];
  const again = undoing(plan(tasks), plan(without));
  expect(again.map(({ op }) => op)).toEqual(["put", "put", "place", "place", "place", "place"]);
  expect(undoing(plan(tasks), plan([roof, house, slab, frame])).map(({ op }) => op)).toEqual([
    "place",
    "place",
    "place",
    "place",
  ]);
});

it("draws whole weeks around the days", () => {
  const scale = scaleOf("2026-11-30", "2026-12-11", "weeks");
  expect(scale.count % 7).toBe(0);
  expect(scale.x("2026-11-30")).toBe(7 * 12);
  expect(scale.months.map(({ label }) => label)).toEqual(["Nov 2026", "Dec 2026", "Jan 2027"]);
  expect(scale.ticks[0]?.label).toBe("23");
});
