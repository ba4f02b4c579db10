import type { Discipline } from "../../api/gen/types.gen";

/** What the name of a drawing's file tells of it; empty where it does not. */
export interface Guess {
  number: string;
  title: string;
  revision: string;
  discipline: Discipline | "";
}

/** "rev B", "Revision 3", "issue C", in brackets or not; two letters only as capitals, for "as" is a word. */
const SPELLED =
  /[\s[(.-]*\b(?:[Rr][Ee][Vv](?:[Ii][Ss][Ii][Oo][Nn])?[\s.:-]*|[Ii][Ss][Ss][Uu][Ee][\s.:-]+)([A-Za-z]?\d{1,3}|[A-Za-z]|[A-Z]{2}\d{0,2})\b[\])]?/;
/** "[B]" or "(3)" at the end. */
const BRACKETED = /[\s-]*[[(]([a-z]\d{0,2}|\d{1,2})[\])]\s*$/i;
/** "A-101-B" and "A-101_B": one letter behind a number and nothing else. */
const APPENDED = /^([a-z]{0,4}[-.]?\d{2,4}(?:[-.]\d{1,3})?)[-\s]([a-z])$/i;
/** The first word, if it has a digit in it: A-101, S2.04, 2301-A-101, 12. */
const NUMBER = /^((?:[a-z]{1,4}\s(?=\d))?[a-z0-9]+(?:[-.][a-z0-9]+)*)(?=\s|-\s|$)/i;

/** The letters that most offices begin their numbers with. */
const prefixes: Record<string, Discipline> = {
  A: "architectural",
  AR: "architectural",
  DA: "architectural",
  WD: "architectural",
  S: "structural",
  ST: "structural",
  C: "civil",
  CI: "civil",
  M: "mechanical",
  ME: "mechanical",
  E: "electrical",
  EL: "electrical",
  H: "hydraulic",
  HY: "hydraulic",
  P: "hydraulic",
  F: "fire",
  FP: "fire",
  FS: "fire",
  L: "landscape",
  LA: "landscape",
  I: "interior",
  ID: "interior",
  SU: "survey",
  SV: "survey",
};

/** Reads a file's name: "A-101 Ground floor plan rev B.pdf" is A-101, Ground floor plan, B. */
export function guessFrom(fileName: string): Guess {
  let rest = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .replaceAll("_", " ")
    .trim();
  let revision = "";

  const spelled = SPELLED.exec(rest);
  const bracketed = BRACKETED.exec(rest);
  const appended = APPENDED.exec(rest);
  if (spelled?.[1]) {
    revision = spelled[1];
    rest = `${rest.slice(0, spelled.index)} ${rest.slice(spelled.index + spelled[0].length)}`;
  } else if (bracketed?.[1]) {
    revision = bracketed[1];
    rest = rest.slice(0, bracketed.index);
  } else if (appended?.[1] && appended[2]) {
    revision = appended[2];
    rest = appended[1];
  }

  rest = rest.trim();
  const first = NUMBER.exec(rest)?.[1] ?? "";
  const number = /\d/.test(first) ? first.replace(/\s/, "-").toUpperCase() : "";
  const title = tidy(number ? rest.slice(first.length) : rest);
  return { number, title, revision: revision.toUpperCase(), discipline: disciplineOf(number) };
}

const tidy = (text: string) =>
  text.replace(/\s+/g, " ").replace(/^[\s\-–—.,:]+|[\s\-–—.,:]+$/g, "");

function disciplineOf(number: string): Discipline | "" {
  const letters = /(?:^|[-.])([A-Z]{1,2})[-.]?\d/.exec(number)?.[1] ?? "";
  return prefixes[letters] ?? "";
}
