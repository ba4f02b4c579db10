import { type RefObject, useRef } from "react";
import type { Revision } from "./compare";
import type { Anchor } from "./layout";
import classes from "./panes.module.css";
import { Stage, type StageHandle, type View } from "./stage";
import type { Pair } from "./use-pair";

interface PanesProps {
  pair: Pair;
  /** What the tools work on. */
  stage: RefObject<StageHandle | null>;
  view: View;
  onView: (view: View) => void;
  onScale: (scale: number) => void;
  older: Revision;
  newer: Revision;
}

type Side = "older" | "newer";

/** Two revisions beside each other; where one is moved or zoomed, the other follows. */
export function SidePanes(props: PanesProps) {
  const { pair } = props;
  const other = useRef<StageHandle>(null);
  const stages = { older: props.stage, newer: other };
  /** The one that a person moves; what the other does is only its answer. */
  const lead = useRef<Side>("older");

  const pane = (side: Side) => {
    const takeLead = () => {
      lead.current = side;
    };
    const follow = (middle: Anchor) => {
      if (lead.current === side)
        stages[side === "older" ? "newer" : "older"].current?.follow(middle);
    };
    return (
      <div
        className={classes.pane}
        onPointerEnter={takeLead}
        onPointerDownCapture={takeLead}
        onWheelCapture={takeLead}
        onFocusCapture={takeLead}
      >
        <div className={classes.name}>
          {props[side].name} <span className={classes.which}>{side}</span>
        </div>
        <Stage
          ref={stages[side]}
          sheets={pair[side]}
          view={props.view}
          onView={props.onView}
          fitTo={pair.both.first}
          label={`${props[side].name}, the ${side} one`}
          onMove={follow}
          onSeen={(_page, scale) => props.onScale(scale)}
        />
      </div>
    );
  };
  return (
    <div className={classes.panes}>
      {pane("older")}
      {pane("newer")}
    </div>
  );
}

/** Both over each other. `version` tells that their balance is another. */
export function OverPane({ version, ...props }: PanesProps & { version: string }) {
  const { older, newer, pair } = props;
  return (
    <Stage
      ref={props.stage}
      sheets={pair.both}
      view={props.view}
      onView={props.onView}
      version={version}
      label={`${older.name} and ${newer.name} over each other`}
      onSeen={(_page, scale) => props.onScale(scale)}
    />
  );
}
