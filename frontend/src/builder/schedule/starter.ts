import type { Edit, TaskFields } from "../../api/gen/types.gen";

type Step = [name: string, trade: string, days: number];

/** A house as it is usually built: groups of tasks one after the other, each ending in a milestone. */
const HOUSE: [group: string, steps: Step[], milestone: string][] = [
  [
    "Groundworks",
    [
      ["Set out and excavate", "Excavator", 3],
      ["Drains and services", "Plumber", 3],
      ["Formwork and reinforcement", "Concreter", 4],
      ["Pour the slab", "Concreter", 1],
    ],
    "Slab poured",
  ],
  [
    "Frame and roof",
    [
      ["Wall frames", "Carpenter", 8],
      ["Roof trusses", "Carpenter", 4],
      ["Roofing", "Roofer", 5],
      ["Windows and outside doors", "Carpenter", 4],
    ],
    "Lock-up",
  ],
  [
    "Services and linings",
    [
      ["Electrical rough-in", "Electrician", 4],
      ["Plumbing rough-in", "Plumber", 4],
      ["Insulation and plasterboard", "Plasterer", 10],
      ["Waterproofing and tiles", "Tiler", 8],
    ],
    "Linings done",
  ],
  [
    "Fit-out",
    [
      ["Kitchen and joinery", "Joiner", 5],
      ["Painting", "Painter", 8],
      ["Electrical and plumbing fit-off", "Electrician", 4],
      ["Floors", "Floor layer", 4],
      ["Clean and snag", "Builder", 3],
    ],
    "Handover",
  ],
];

/** The edits that make such a schedule; each step waits for the one before it. */
export function houseOf(): Edit[] {
  const edits: Edit[] = [];
  let last: string | null = null;
  const add = (task: Omit<TaskFields, "id">) => {
    const id = crypto.randomUUID();
    const depends_on = last && task.kind !== "group" ? [{ task_id: last, lag_days: 0 }] : [];
    edits.push({ op: "put", task: { id, depends_on, ...task } });
    return id;
  };
  for (const [name, steps, milestone] of HOUSE) {
    const parent_id = add({ kind: "group", name });
    for (const [name, trade, days] of steps)
      last = add({ kind: "task", name, trade, days, parent_id });
    last = add({ kind: "milestone", name: milestone, parent_id });
  }
  return edits;
}
