import { expect, it } from "vitest";
import { plural } from "./plural";

it("counts things as people do", () => {
  expect(plural(0, "document")).toBe("0 documents");
  expect(plural(1, "document")).toBe("1 document");
  expect(plural(2, "person", "people")).toBe("2 people");
});
