import { expect, it } from "vitest";
import { describeFile } from "./file-kind";

it.each([
  ["Plans.PDF", "application/pdf", { kind: "pdf", label: "PDF", opens: true }],
  ["slab.jpg", "image/jpeg", { kind: "picture", label: "Picture", opens: true }],
  ["logo.svg", "image/svg+xml", { kind: "picture", label: "Picture", opens: false }],
  ["Costs.xlsx", "application/x-whatever", { kind: "sheet", label: "Excel", opens: false }],
  ["model.ifc", "application/octet-stream", { kind: "other", label: "IFC", opens: false }],
  ["README", null, { kind: "other", label: "File", opens: false }],
  [null, null, { kind: "other", label: "File", opens: false }],
])("describes %s (%s)", (name, mediaType, described) => {
  expect(describeFile(name, mediaType)).toEqual(described);
});
