import type { Discipline, PortalItem } from "../../api/gen/types.gen";
import { disciplines } from "../../ui/disciplines";

const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const keyOf = ({ drawing, title }: PortalItem) => drawing?.number ?? title;
const byNumber = (one: PortalItem, other: PortalItem) => order.compare(keyOf(one), keyOf(other));

/** The drawings of one discipline, by number. */
export interface Group {
  discipline: Discipline;
  title: string;
  drawings: PortalItem[];
}

/** What lies in a folder, or at the top; what lies in a folder that is not shared lies at the top. */
export function inFolder(items: readonly PortalItem[], folder: string | null): PortalItem[] {
  return items.filter(({ parent_id }) => parent_id === folder);
}

export const foldersOf = (items: readonly PortalItem[]): PortalItem[] =>
  items.filter(({ kind }) => kind === "folder").sort(byNumber);

/** Drawings under their disciplines, in the order in which drawings are bound. */
export function groupsOf(items: readonly PortalItem[]): Group[] {
  return Object.entries(disciplines).flatMap(([discipline, title]) => {
    const drawings = items.filter(({ drawing }) => drawing?.discipline === discipline);
    return drawings.length > 0
      ? [{ discipline: discipline as Discipline, title, drawings: drawings.sort(byNumber) }]
      : [];
  });
}

/** The drawings whose number or title has all the words that were typed. */
export function matching(items: readonly PortalItem[], typed: string): PortalItem[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(({ drawing, title }) => {
    const said = `${drawing?.number} ${title}`.toLowerCase();
    return drawing !== null && words.every((word) => said.includes(word));
  });
}
