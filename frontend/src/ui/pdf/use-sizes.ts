import { useMemo, useRef, useState } from "react";
import type { Sheets, Size } from "./sheets";

/** The sizes of all pages: as the first, until a page comes near and tells its own. */
export function useSizes(sheets: Sheets) {
  const [known, setKnown] = useState<ReadonlyMap<number, Size>>(new Map());
  const asked = useRef(new Set<number>([0]));
  const ask = (pages: readonly number[]) => {
    for (const page of pages) {
      if (asked.current.has(page)) continue;
      asked.current.add(page);
      sheets.size(page).then(
        (size) => {
          const isNews = size.width !== sheets.first.width || size.height !== sheets.first.height;
          if (isNews) setKnown((known) => new Map(known).set(page, size));
        },
        () => {},
      );
    }
  };
  const sizes = useMemo(
    () => Array.from({ length: sheets.count }, (_, page) => known.get(page) ?? sheets.first),
    [sheets, known],
  );
  return { sizes, ask };
}
