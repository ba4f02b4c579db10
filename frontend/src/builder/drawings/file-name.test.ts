import { expect, it } from "vitest";
import { guessFrom } from "./file-name";

it.each([
  ["A-101 Ground floor plan rev B.pdf", "A-101", "Ground floor plan", "B", "architectural"],
  ["S2.04_Slab_Revision 3.pdf", "S2.04", "Slab", "3", "structural"],
  ["E-201 - Lighting [C].pdf", "E-201", "Lighting", "C", "electrical"],
  ["A-101-B.pdf", "A-101", "", "B", "architectural"],
  ["a 102 first floor (P2).PDF", "A-102", "first floor", "P2", "architectural"],
  ["2301-A-101 Site plan.pdf", "2301-A-101", "Site plan", "", "architectural"],
  ["A101.dwg", "A101", "", "", "architectural"],
  ["HYD-12 Drainage_rev_A.pdf", "HYD-12", "Drainage", "A", ""],
  ["Ground floor plan.pdf", "", "Ground floor plan", "", ""],
  // A word that begins like a revision is none.
  ["A-105_C.pdf", "A-105", "", "C", "architectural"],
  ["A-106 Rev as built.pdf", "A-106", "Rev as built", "", "architectural"],
  ["A-107 Issues list.pdf", "A-107", "Issues list", "", "architectural"],
  ["A-103 Review sheet.pdf", "A-103", "Review sheet", "", "architectural"],
  [
    "A-104 Reveal details rev C1 for construction.pdf",
    "A-104",
    "Reveal details for construction",
    "C1",
    "architectural",
  ],
])("reads %s", (name, number, title, revision, discipline) => {
  expect(guessFrom(name)).toEqual({ number, title, revision, discipline });
});
