import { describe, expect, it } from "vitest";
import { contrast, readable, textOn } from "./contrast";

describe("contrast", () => {
  it("goes from 1 to 21, whichever colour comes first", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
    expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21);
    expect(contrast("#777777", "#777777")).toBeCloseTo(1);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });

  it("is unknown for what is no colour", () => {
    expect(contrast("red", "#ffffff")).toBeNull();
  });
});

describe("a colour somebody chose", () => {
  it("gets the text that reads on it", () => {
    expect(textOn("#0b4f8a")).toBe("#ffffff");
    expect(textOn("#ffd400")).toBe("#000000");
  });

  it("stays when it reads well, and moves just far enough when it does not", () => {
    expect(readable("#0b4f8a", "#ffffff")).toBe("#0b4f8a");
    for (const [colour, ground] of [
      ["#ffd400", "#ffffff"],
      ["#0b4f8a", "#15181c"],
      ["#808080", "#808080"],
    ] as const)
      expect(contrast(readable(colour, ground), ground)).toBeGreaterThanOrEqual(4.5);
  });
});
