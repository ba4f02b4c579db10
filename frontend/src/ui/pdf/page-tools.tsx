import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import PanelLeft from "lucide-react/icons/panel-left";
import { type KeyboardEvent, useEffect, useState } from "react";
import frame from "./frame.module.css";
import classes from "./page-tools.module.css";
import { Tool } from "./tool";

/** Page 3 of 12: there by number, or one further; and the list of all of them. */
export function PageTools(props: {
  page: number;
  count: number;
  goTo: (page: number) => void;
  listed: boolean;
  onListed: (listed: boolean) => void;
}) {
  const { page, count, goTo, listed } = props;
  if (count === 1) return null;
  return (
    <>
      <Tool
        label={listed ? "Hide the pages" : "Show all pages"}
        keys="p"
        icon={<PanelLeft aria-hidden />}
        pressed={listed}
        onClick={() => props.onListed(!listed)}
      />
      <span className={frame["only-wide"]}>
        <Tool
          label="Previous page"
          icon={<ChevronUp aria-hidden />}
          disabled={page === 0}
          onClick={() => goTo(page - 1)}
        />
      </span>
      <PageNumber page={page} count={count} goTo={goTo} />
      <span className={frame["only-wide"]}>
        <Tool
          label="Next page"
          icon={<ChevronDown aria-hidden />}
          disabled={page === count - 1}
          onClick={() => goTo(page + 1)}
        />
      </span>
      <span className={frame.gap} />
    </>
  );
}

function PageNumber(props: { page: number; count: number; goTo: (page: number) => void }) {
  const { page, count } = props;
  const [text, setText] = useState(String(page + 1));
  useEffect(() => setText(String(page + 1)), [page]);
  const go = () => {
    const wanted = Math.round(Number(text));
    if (wanted >= 1 && wanted <= count) props.goTo(wanted - 1);
    else setText(String(page + 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") go();
    event.stopPropagation();
  };
  return (
    <span className={classes.number}>
      <input
        aria-label="Page"
        inputMode="numeric"
        value={text}
        size={Math.max(2, String(count).length)}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={go}
        onKeyDown={onKeyDown}
      />
      <span>of {count}</span>
    </span>
  );
}
