import { createElement, Fragment, type ReactNode } from "react";
import type { Mark, RichNode } from "../../api/gen/types.gen";
import classes from "./rich-text.module.css";

const SAFE = /^(https?:\/\/|mailto:|tel:)/i;

/** A checked tree of text, drawn node by node: never HTML that somebody wrote. */
export function RichText({ doc }: { doc: RichNode }) {
  return <div className={classes.text}>{children(doc)}</div>;
}

const children = ({ content = [] }: RichNode): ReactNode =>
  content.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: nodes have no name but their place
    <Fragment key={index}>{draw(node)}</Fragment>
  ));

const ELEMENTS = {
  paragraph: "p",
  bulletList: "ul",
  orderedList: "ol",
  listItem: "li",
  blockquote: "blockquote",
} as const;

function draw(node: RichNode): ReactNode {
  switch (node.type) {
    case "text":
      return marked(node);
    case "hardBreak":
      return <br />;
    case "horizontalRule":
      return <hr />;
    case "heading":
      return node.attrs?.level === 3 ? <h4>{children(node)}</h4> : <h3>{children(node)}</h3>;
    case "doc":
      return children(node);
    default:
      return createElement(ELEMENTS[node.type], null, children(node));
  }
}

function marked({ text, marks = [] }: RichNode): ReactNode {
  let inside: ReactNode = text;
  for (const mark of marks) inside = withMark(mark, inside);
  return inside;
}

function withMark({ type, attrs }: Mark, inside: ReactNode): ReactNode {
  if (type === "bold") return <strong>{inside}</strong>;
  if (type === "italic") return <em>{inside}</em>;
  const href = attrs?.href ?? "";
  if (!SAFE.test(href)) return inside;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {inside}
    </a>
  );
}
