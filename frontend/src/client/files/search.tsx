import SearchIcon from "lucide-react/icons/search";
import { useEffect, useRef, useState } from "react";
import { paths } from "../paths";
import { useGo } from "../shared/link";
import { usePlace, useProjectId } from "../shared/place";

const PAUSE = 250;

/** Looks through what is shared while it is typed; "/" leads here from anywhere on the page. */
export function Search() {
  const project = useProjectId();
  const { folder, q } = usePlace();
  const [typed, setTyped] = useState(q ?? "");
  const input = useRef<HTMLInputElement>(null);
  const go = useGo();

  const show = (words: string) => {
    const query = words.trim() ? `?${new URLSearchParams({ q: words.trim() })}` : "";
    void go(`${paths.documents(project, folder)}${query}`, { replace: true });
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
          aria-label="Search all documents"
          placeholder="Search all documents"
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      </form>
    </search>
  );
}
