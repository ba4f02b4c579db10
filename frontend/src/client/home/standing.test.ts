import { expect, it } from "vitest";
import type { ProjectStatus } from "../../api/gen/types.gen";
import { ahead, standing } from "./standing";

const now = new Date(2026, 10, 23, 12, 0);

it.each<[ProjectStatus, string | null, string | null, string[], string[]]>([
  ["active", "2026-08-03", "2026-12-18", ["Started Mon 3 Aug"], ["Planned to finish Fri 18 Dec"]],
  [
    "planned",
    "2026-11-24",
    "2026-12-18",
    [],
    ["Planned to start Tue 24 Nov", "Planned to finish Fri 18 Dec"],
  ],
  ["planned", "2026-11-23", null, [], ["Planned to start Mon 23 Nov"]],
  ["planned", "2026-11-20", null, ["Was planned to start Fri 20 Nov"], []],
  ["active", "2026-11-23", "2026-11-23", ["Started Mon 23 Nov"], ["Planned to finish Mon 23 Nov"]],
  ["active", null, "2026-11-22", ["Was planned to finish Sun 22 Nov"], []],
  [
    "completed",
    "2026-08-03",
    "2026-12-18",
    ["Started Mon 3 Aug", "Was planned to finish Fri 18 Dec"],
    [],
  ],
  ["active", null, null, [], []],
])("a project that is %s, from %s until %s", (status, starts_on, ends_on, past, future) => {
  const project = { status, starts_on, ends_on };
  expect(standing(project, now)).toEqual(past);
  expect(ahead(project, now)).toEqual(future);
});
