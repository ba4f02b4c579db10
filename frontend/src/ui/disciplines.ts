import type { Discipline } from "../api/gen/types.gen";

/** Whose work a drawing is, in words, in the order in which drawings are bound. */
export const disciplines: Record<Discipline, string> = {
  architectural: "Architectural",
  structural: "Structural",
  civil: "Civil",
  mechanical: "Mechanical",
  electrical: "Electrical",
  hydraulic: "Hydraulic",
  fire: "Fire",
  landscape: "Landscape",
  interior: "Interior",
  survey: "Survey",
  other: "Other",
};

export const isDiscipline = (text: unknown): text is Discipline =>
  typeof text === "string" && Object.hasOwn(disciplines, text);
