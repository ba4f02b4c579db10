import { expect, it } from "vitest";
import { contrast } from "../../lib/contrast";
import { brandColours } from "./brand";

it.each(["#ffd400", "#0b4f8a", "#000000", "#ffffff", "#7f7f7f", null, "teal"])(
  "makes %s readable as a header, on light and on dark",
  (colour) => {
    const colours = brandColours(colour) as Record<string, string>;
    const ratio = (one: string, other: string) =>
      contrast(colours[one] ?? one, colours[other] ?? other);
    expect(ratio("--on-brand", "--brand")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("--accent-light", "#f4f6f7")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("--accent-light", "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("--accent-dark", "#20262a")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("--accent-dark", "#0d1114")).toBeGreaterThanOrEqual(4.5);
  },
);
