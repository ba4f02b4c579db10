import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import X from "lucide-react/icons/x";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { find, type Match } from "./find";
import classes from "./find-bar.module.css";
import type { Sheets } from "./sheets";
import { Tool } from "./tool";

const PAUSE = 250;

/** Finds words in all pages, and goes from one place to the next. */
export function FindBar(props: {
  sheets: Sheets;
  /** The page from which to begin. */
  page: number;
  onMatch: (match: Match | null) => void;
  onClose: () => void;
}) {
  const { sheets, page } = props;
  const [text, setText] = useState("");
  const [matches, setMatches] = useState<Match[]>([]);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const tell = useEffectEvent((match: Match | null) => props.onMatch(match));
  const from = useEffectEvent(() => page);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    setMatches([]);
    setAt(0);
    if (!text.trim()) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = window.setTimeout(async () => {
      setBusy(true);
      await find(sheets, text, from(), signal, setMatches);
      if (!signal.aborted) setBusy(false);
    }, PAUSE);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
      setBusy(false);
    };
  }, [sheets, text]);
  const match = matches[at] ?? null;
  // Compared by what it says: each further page makes the list anew.
  const key = match && JSON.stringify(match);
  useEffect(() => {
    tell(key && JSON.parse(key));
  }, [key]);

  const step = (by: number) => {
    if (matches.length > 0) setAt((at + by + matches.length) % matches.length);
  };
  return (
    <search className={classes.bar}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          step(1);
        }}
      >
        <input
          ref={input}
          type="search"
          enterKeyHint="search"
          aria-label="Find in the file"
          placeholder="Find in the file"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && event.shiftKey) {
              event.preventDefault();
              step(-1);
            }
          }}
        />
      </form>
      <span role="status" className={classes.count}>
        {summary(text, matches.length, at, busy)}
      </span>
      <Tool
        label="Previous place"
        icon={<ChevronUp aria-hidden />}
        disabled={matches.length === 0}
        onClick={() => step(-1)}
      />
      <Tool
        label="Next place"
        icon={<ChevronDown aria-hidden />}
        disabled={matches.length === 0}
        onClick={() => step(1)}
      />
      <Tool label="Close the search" icon={<X aria-hidden />} onClick={props.onClose} />
    </search>
  );
}

function summary(text: string, count: number, at: number, busy: boolean): string {
  if (!text.trim()) return "";
  if (count > 0) return `${at + 1} of ${count}${busy ? "…" : ""}`;
  return busy ? "Searching…" : "Not found";
}
