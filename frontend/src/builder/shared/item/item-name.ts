import type { Item } from "../../../api/gen/types.gen";

/** What an item is called where it stands alone: a drawing by its number and title. */
export const itemName = ({ title, drawing }: Pick<Item, "title" | "drawing">): string =>
  drawing ? `${drawing.number} ${title}` : title;
