import { lazy, Suspense, useRef } from "react";
import type { Item } from "../../api/gen/types.gen";
import type { Acting } from "./use-drawing-actions";

const DrawingDrawer = lazy(() => import("./drawing-drawer"));

/** The drawing that the address names, beside the list; the last one stays while its drawer slides out. */
export function OpenDrawing(
  props: Acting & { itemId: string | undefined; items: Item[]; onClose: () => void },
) {
  const { itemId, items, onClose, ...acting } = props;
  const last = useRef<string | undefined>(undefined);
  last.current = itemId ?? last.current;
  const id = last.current;
  if (!id) return null;
  return (
    <Suspense fallback={null}>
      <DrawingDrawer
        {...acting}
        itemId={id}
        opened={itemId !== undefined}
        onClose={onClose}
        listed={items.find((item) => item.id === id)}
      />
    </Suspense>
  );
}
