import { type ReactNode, useRef, useState } from "react";
import { Button } from "../../ui/plain/button";
import classes from "./calendar-card.module.css";
import { useFocusFirst } from "./use-focus-first";

interface Props {
  ask: string;
  warning: string;
  /** The way back. */
  keep: string;
  busy: boolean;
  onSure: () => void;
}

/** A button that asks once more, in its own place. */
export function Sure({ ask, warning, keep, busy, onSure }: Props) {
  const [asking, setAsking] = useState(false);
  const asked = useRef(false);
  const show = (asks: boolean) => {
    asked.current = true;
    setAsking(asks);
  };
  if (asking)
    return (
      <Step key="sure" focus label={ask}>
        {/* It takes the focus, so that pressing twice does not answer what was not read. */}
        <p className={classes.warning} tabIndex={-1}>
          {warning}
        </p>
        <Button filled busy={busy} onClick={onSure}>
          {ask}
        </Button>
        <Button busy={busy} onClick={() => show(false)}>
          {keep}
        </Button>
      </Step>
    );
  return (
    <Step key="ask" focus={asked.current}>
      <Button onClick={() => show(true)}>{ask}</Button>
    </Step>
  );
}

function Step(props: { focus: boolean; label?: string; children: ReactNode }) {
  const place = useFocusFirst(props.focus);
  const { label, children } = props;
  if (!label) return <div ref={place}>{children}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
    <div ref={place} className={classes.sure} role="group" aria-label={label}>
      {children}
    </div>
  );
}
