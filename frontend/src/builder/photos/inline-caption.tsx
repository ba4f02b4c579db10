import { type KeyboardEvent, useRef, useState } from "react";
import { updatePhoto } from "../../api/gen/sdk.gen";
import type { Item } from "../../api/gen/types.gen";
import { reasonOf, troubleOf } from "../../ui/problem";
import { ifMatch } from "../shared/if-match";
import { useEdit } from "../shared/use-edit";
import classes from "./inline-caption.module.css";

/** A caption below its photo, which is changed in its place. */
export function InlineCaption(props: { item: Item; reachable: boolean; mayEdit: boolean }) {
  const { item, mayEdit } = props;
  const caption = item.photo?.caption ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  if (!mayEdit) return caption && <p className={classes.caption}>{caption}</p>;
  if (typed === null)
    return (
      <button
        ref={button}
        type="button"
        className={`${classes.caption} ${classes.button}`}
        data-empty={!caption || undefined}
        tabIndex={props.reachable ? 0 : -1}
        aria-label={caption ? `Edit caption: ${caption}` : `Add a caption to ${item.title}`}
        onClick={() => setTyped(caption)}
      >
        {caption || "Add a caption"}
      </button>
    );
  return (
    <Editor
      item={item}
      start={typed}
      onDone={(byKey) => {
        setTyped(null);
        if (byKey) window.setTimeout(() => button.current?.focus(), 0);
      }}
    />
  );
}

function Editor(props: { item: Item; start: string; onDone: (byKey: boolean) => void }) {
  const { item, start, onDone } = props;
  const edit = useEdit("items");
  const [text, setText] = useState(start);
  const [reason, setReason] = useState<string | null>(null);
  const saving = useRef(false);

  const save = async (byKey: boolean) => {
    const caption = text.trim() || null;
    if (saving.current) return;
    if ((caption ?? "") === start.trim()) return onDone(byKey);
    saving.current = true;
    try {
      const { id, version } = item;
      await edit(() => updatePhoto({ path: { id }, body: { caption }, headers: ifMatch(version) }));
      onDone(byKey);
    } catch (error) {
      const trouble = troubleOf(error);
      setReason(reasonOf(trouble) ?? trouble.title);
    } finally {
      saving.current = false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onDone(true);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void save(true);
  };

  return (
    <div>
      <textarea
        className={classes.editor}
        aria-label={`Caption of ${item.title}`}
        aria-invalid={reason !== null}
        rows={2}
        maxLength={2000}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => void save(false)}
      />
      {reason && (
        <p role="alert" className={classes.reason}>
          {reason}
        </p>
      )}
    </div>
  );
}
