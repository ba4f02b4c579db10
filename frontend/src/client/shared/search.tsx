import SearchIcon from "lucide-react/icons/search";
import { useEffect, useRef, useState } from "react";
import { useGo } from "./link";
import { usePlace } from "./place";

const PAUSE = 250;

/** Looks through what is shared while it is typed; "/" leads here from anywhere on the page. */
export function Search(props: {
  /** As in "Search all documents". */
  label: string;
  /** The page that shows what is found; the words go into its address. */
  on: string;
}) {
  const { q } = usePlace();
  const [typed, setTyped] = useState(q ?? "");
  const input = useRef<HTMLInputElement>(null);
  const go = useGo();

  const show = (words: string) => {
    const query = words.trim() ? `?${new URLSearchParams({ q: words.trim() })}` : "";
    void go(`${props.on}${query}`, { replace: true });
  };
  const timer = useRef<number>(undefined);
  const type = (words: string) => {
    setTyped(words);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => show(words), PAUSE);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement;
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.clearTimeout(timer.current);
    };
  }, []);

  return (
    <search>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          window.clearTimeout(timer.current);
          show(typed);
        }}
      >
        <SearchIcon size={20} aria-hidden />
        <input
          ref={input}
          type="search"
          enterKeyHint="search"
          aria-label={props.label}
          placeholder={props.label}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      </form>
    </search>
  );
}
