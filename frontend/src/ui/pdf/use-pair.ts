import { useEffect, useMemo, useState } from "react";
import { alignment, onePage } from "./align";
import { type OverlaySheets, overlaySheets } from "./overlay-sheets";
import type { Sheets, Size } from "./sheets";

export interface Pair {
  older: Sheets;
  newer: Sheets;
  both: OverlaySheets;
  /** Another for every pair. */
  key: number;
}

let pairs = 0;

/** The same page of two files, made to lie over each other; null until both are known. */
export function usePair(older: Sheets | null, newer: Sheets | null, page: number) {
  const oldSize = useSize(older, page);
  const newSize = useSize(newer, page);
  const pair = useMemo((): Pair | null => {
    if (!older || !newer || !oldSize || !newSize) return null;
    const old = onePage(older, Math.min(page, older.count - 1), oldSize, 1);
    const fresh = onePage(
      newer,
      Math.min(page, newer.count - 1),
      newSize,
      alignment(newSize, oldSize),
    );
    pairs += 1;
    return { older: old, newer: fresh, both: overlaySheets(old, fresh), key: pairs };
  }, [older, newer, oldSize, newSize, page]);
  useEffect(() => () => pair?.both.close(), [pair]);
  return pair;
}

/** The size of a page; of the last one where there are fewer. */
function useSize(sheets: Sheets | null, page: number): Size | null {
  const [known, setKnown] = useState<{ sheets: Sheets; page: number; size: Size } | null>(null);
  useEffect(() => {
    if (!sheets) return;
    let wanted = true;
    sheets.size(Math.min(page, sheets.count - 1)).then(
      (size) => wanted && setKnown({ sheets, page, size }),
      // What cannot be measured cannot be drawn either, and the page says so.
      () => wanted && setKnown({ sheets, page, size: sheets.first }),
    );
    return () => {
      wanted = false;
    };
  }, [sheets, page]);
  return known?.sheets === sheets && known?.page === page ? known.size : null;
}
