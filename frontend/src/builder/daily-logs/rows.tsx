import { ActionIcon, Button } from "@mantine/core";
import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { type ReactNode, useEffect, useRef } from "react";
import { Panel } from "../../ui/panel";
import classes from "./rows.module.css";

/** One list of a log: rows that are added, changed and taken away again, in place. */
export function Rows<T>(props: {
  title: string;
  /** What one is called, as in "Add a delivery". */
  one: string;
  rows: T[];
  blank: T;
  onChange: (rows: T[]) => void;
  fields: (row: T, change: (part: Partial<T>) => void, index: number) => ReactNode;
  children?: ReactNode;
}) {
  const { rows, onChange } = props;
  const list = useRef<HTMLUListElement>(null);
  const count = useRef(rows.length);
  useEffect(() => {
    const added = rows.length === count.current + 1;
    count.current = rows.length;
    // What was added by hand is what is written next.
    if (added && document.activeElement?.closest("[data-add]"))
      list.current?.lastElementChild?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, [rows.length]);
  return (
    <Panel title={props.title}>
      {rows.length > 0 && (
        <ul ref={list} className={classes.rows}>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
            <li key={index} className={classes.row}>
              <div className={classes.fields}>
                {props.fields(
                  row,
                  (part) => onChange(rows.with(index, { ...row, ...part })),
                  index,
                )}
              </div>
              <ActionIcon
                aria-label={`Remove ${props.one} ${index + 1}`}
                onClick={() => onChange(rows.toSpliced(index, 1))}
              >
                <X size={18} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Button
        data-add
        variant="default"
        leftSection={<Plus size={18} aria-hidden />}
        onClick={() => onChange([...rows, props.blank])}
      >
        Add {article(props.one)} {props.one}
      </Button>
      {props.children}
    </Panel>
  );
}

const article = (word: string) => (/^[aeiou]/.test(word) ? "an" : "a");

export const wide = classes.wide;
