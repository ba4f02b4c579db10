import {
  type CSSProperties,
  type ReactNode,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { byDay, dayName } from "./days";
import type { Photo } from "./photo";
import { Tile } from "./tile";
import classes from "./timeline.module.css";
import { useGridKeys } from "./use-grid-keys";
import { useLongPress } from "./use-long-press";
import type { Picking } from "./use-picking";

/** Photos by day, newest first. Arrow keys lead from one to the next; where they can be picked, Space and Shift do. */
export function PhotoTimeline(props: {
  label: string;
  photos: readonly Photo[];
  /** The place whose days these are; else the reader's own. */
  timeZone?: string;
  heading?: "h2" | "h3";
  picking?: Picking;
  onOpen: (id: string) => void;
  /** What lies over a photo's picture, and below it. Keep them the same functions, or every photo is drawn again. */
  overlay?: (photo: Photo, reachable: boolean) => ReactNode;
  foot?: (photo: Photo, reachable: boolean) => ReactNode;
}) {
  const { timeZone, picking, onOpen, heading: Heading = "h2" } = props;
  // Two hundred more at once: they are drawn between the frames of whoever is scrolling.
  const photos = useDeferredValue(props.photos);
  const root = useRef<HTMLElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const days = useMemo(() => byDay(photos, timeZone), [photos, timeZone]);
  const ids = useMemo(() => new Set(photos.map(({ id }) => id)), [photos]);
  const reachable = focused !== null && ids.has(focused) ? focused : photos[0]?.id;
  const hint = useId();
  const onKeyDown = useGridKeys(root, picking);
  const press = useLongPress(picking && ((id) => picking.toggle(id)));

  return (
    <section
      ref={root}
      aria-label={props.label}
      aria-describedby={hint}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(photoAt(event.target) ?? focused)}
      onClick={(event) => {
        const id = photoAt(event.target);
        if (id === null || press.wasOne()) return;
        const part = (event.target as Element).closest("[data-open], [data-pick]");
        if (!part) return;
        const picks = picking && (part.matches("[data-pick]") || picking.active);
        if (!picks) onOpen(id);
        else if (event.shiftKey) picking.stretch(id);
        else picking.toggle(id);
      }}
      {...press.handlers}
    >
      <p id={hint} hidden>
        {picking
          ? "Arrow keys move between photos, Space selects, Shift with an arrow key selects several."
          : "Arrow keys move between photos."}
      </p>
      {days.map(({ day, photos }) => (
        <section key={day} className={classes.day}>
          <Heading className={classes.heading}>
            <time dateTime={day}>{dayName(day, timeZone)}</time>
          </Heading>
          <ul className={classes.grid} style={{ "--tiles": photos.length } as CSSProperties}>
            {photos.map((photo) => (
              <Tile
                key={photo.id}
                photo={photo}
                reachable={photo.id === reachable}
                picked={picking ? picking.has(photo.id) : null}
                picking={picking?.active ?? false}
                overlay={props.overlay}
                foot={props.foot}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

const photoAt = (target: EventTarget): string | null =>
  target instanceof Element
    ? (target.closest<HTMLElement>("[data-photo]")?.dataset.photo ?? null)
    : null;

/** Puts the focus on a photo of the page, where it is shown. */
export function focusPhoto(id: string): void {
  document
    .querySelector<HTMLElement>(`[data-photo="${CSS.escape(id)}"] [data-open]`)
    ?.focus({ preventScroll: false });
}
