import { expect, it } from "vitest";
import type { PortalItem } from "../../api/gen/types.gen";
import { sortNews } from "./news";

const item = (id: string, kind: PortalItem["kind"], parent_id: string | null = null) =>
  ({ id, kind, parent_id, new: true, dated_at: `2026-11-${id}` }) as PortalItem;

it("shows photos as pictures, and an album only where none of its photos is shown", () => {
  const { photos, others } = sortNews([
    item("frame", "folder"),
    item("23", "photo", "frame"),
    item("contract", "document"),
    item("empty", "folder"),
    item("24", "photo"),
  ]);
  expect(photos.map(({ id }) => id)).toEqual(["24", "23"]);
  expect(others.map(({ id }) => id)).toEqual(["contract", "empty"]);
  expect(others.every((one) => !one.new)).toBe(true);
});
