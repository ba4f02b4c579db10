import type { CSSProperties } from "react";
import { contrast, readable, textOn } from "../../lib/contrast";

/** The builder's colour when none is chosen, and the grounds on which it is read (plain.css). */
const OWN = "#1f4e5f";
const LIGHT_GROUND = "#eef2f4";
const DARK_GROUND = "#293036";

/** The builder's colour as the custom properties of plain.css, moved where it would not read well. */
export function brandColours(colour: string | null | undefined): CSSProperties {
  const brand = colour && contrast(colour, "#ffffff") !== null ? colour : OWN;
  return {
    "--brand": brand,
    "--on-brand": textOn(brand),
    "--accent-light": readable(brand, LIGHT_GROUND),
    "--accent-dark": readable(brand, DARK_GROUND),
  } as CSSProperties;
}
