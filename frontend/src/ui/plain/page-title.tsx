import { type ReactNode, useEffect, useRef } from "react";

/** The browser itself reads the first page; from then on the focus tells of a new one. */
let first = true;

/**
 * A page's heading and its name in the browser's tab. A page that replaces another takes the focus to its
 * heading, so that the change is read out and the keyboard starts there.
 */
export function PageTitle(props: { title: string; of?: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, of } = props;

  useEffect(() => {
    document.title = of ? `${title} · ${of}` : title;
  }, [title, of]);

  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);

  return (
    <h1 ref={heading} tabIndex={-1}>
      {props.children ?? title}
    </h1>
  );
}
