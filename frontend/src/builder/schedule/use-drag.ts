import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import type { Edit, EditedSchedule, WorkCalendar } from "../../api/gen/types.gen";
import { addDays } from "../../lib/days";
import { put, type Task } from "./plan";
import { countWorked, shiftWorked } from "./worked-days";

type Mode = "move" | "size";

export interface Drag {
  task: Task;
  mode: Mode;
  /** So many days to the right. */
  by: number;
}

/** A pointer that has moved less than this has only pressed. */
const STILL = 4;
/** Between two looks at what would move. */
const PAUSE = 150;

/** The edit that a drag asks for; null when it asks for nothing. */
export function dragged({ task, mode, by }: Drag, calendar: WorkCalendar): Edit | null {
  if (by === 0) return null;
  if (mode === "move") return put(task, { not_before: addDays(task.starts_on, by) });
  const end = addDays(task.ends_on, by);
  const days = Math.max(1, countWorked(task.starts_on, end, calendar));
  return days === task.days ? null : put(task, { days });
}

/** Moves bars by pointer and by keyboard; `preview` shows what else would move before it is done. */
export function useDrag(props: {
  dayWidth: number;
  calendar: WorkCalendar;
  preview: (edits: Edit[]) => Promise<EditedSchedule>;
  move: (edit: Edit, task: Task) => void;
  open: (task: Task) => void;
}) {
  const { dayWidth, calendar } = props;
  const [drag, setDrag] = useState<Drag | null>(null);
  const [told, setTold] = useState<EditedSchedule | null>(null);
  const from = useRef<{ x: number; moved: boolean } | null>(null);
  const preview = useRef(props.preview);
  preview.current = props.preview;

  useEffect(() => {
    setTold(null);
    const edit = drag && dragged(drag, calendar);
    if (!edit) return;
    let isCurrent = true;
    const timer = window.setTimeout(() => {
      preview.current([edit]).then(
        (told) => isCurrent && setTold(told),
        // What is wrong with it is said when it is let go.
        () => {},
      );
    }, PAUSE);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [drag, calendar]);

  const stop = () => {
    from.current = null;
    setDrag(null);
  };

  /** What a bar, or the handle at its end, listens to. */
  const handlers = (task: Task, mode: Mode) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current;
      if (!start) return;
      const distance = event.clientX - start.x;
      if (!start.moved && Math.abs(distance) < STILL) return;
      start.moved = true;
      const by = Math.round(distance / dayWidth);
      setDrag((now) => (now?.by === by ? now : { task, mode, by }));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation();
      const start = from.current;
      const edit = drag && dragged(drag, calendar);
      stop();
      if (edit) props.move(edit, task);
      else if (start && !start.moved) props.open(task);
    },
    onPointerCancel: stop,
  });

  const onKeyDown = (task: Task) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && drag) stop();
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      props.open(task);
    }
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (!event.shiftKey) {
      const day = shiftWorked(task.starts_on, step, calendar);
      props.move(put(task, { not_before: day }), task);
    } else if (task.kind === "task" && task.days + step > 0)
      props.move(put(task, { days: task.days + step }), task);
  };

  return { drag, told: drag ? told : null, handlers, onKeyDown };
}
