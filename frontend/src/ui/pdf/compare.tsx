import Columns2 from "lucide-react/icons/columns-2";
import Layers2 from "lucide-react/icons/layers-2";
import X from "lucide-react/icons/x";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Balance, Legend } from "./balance";
import colours from "./colours.module.css";
import classes from "./compare.module.css";
import frame from "./frame.module.css";
import { OverPane, SidePanes } from "./panes";
import type { StageHandle, View } from "./stage";
import { Failed, Opening } from "./states";
import { Tool } from "./tool";
import { usePair } from "./use-pair";
import { useSheets } from "./use-sheets";
import { ZoomTools } from "./zoom-tools";

export interface Revision {
  id: string;
  /** As in "Revision B". */
  name: string;
  /** What else tells it apart, as in "12 Nov, draft". */
  detail?: string;
  url: string;
  download: string;
  mediaType: string;
}

interface CompareProps {
  title: string;
  /** Newest first. */
  revisions: Revision[];
  older: Revision;
  newer: Revision;
  onChoose: (older: Revision, newer: Revision) => void;
  onClose: () => void;
}

type Way = "side" | "over";

/** Two revisions of a drawing: side by side, or over each other in two colours. */
export default function Compare(props: CompareProps) {
  const { title, older, newer } = props;
  const stage = useRef<StageHandle>(null);
  const [way, setWay] = useState<Way>("side");
  const [balance, setBalance] = useState(0.5);
  const [page, setPage] = useState(0);
  const [view, setView] = useState<View>({ zoom: "page", turn: 0 });
  const [scale, setScale] = useState(1);
  const old = useSheets({ url: older.url, mediaType: older.mediaType });
  const fresh = useSheets({ url: newer.url, mediaType: newer.mediaType });
  const pages = Math.max(old.sheets?.count ?? 1, fresh.sheets?.count ?? 1);
  const pair = usePair(old.sheets, fresh.sheets, Math.min(page, pages - 1));
  const both = pair?.both;
  useEffect(() => both?.setBalance(balance), [both, balance]);

  const keys: Record<string, () => void> = {
    "+": () => stage.current?.zoomBy(1),
    "=": () => stage.current?.zoomBy(1),
    "-": () => stage.current?.zoomBy(-1),
    "0": () => stage.current?.zoomTo("page"),
    w: () => stage.current?.zoomTo("width"),
    r: () => stage.current?.turn(),
    o: () => setWay(way === "side" ? "over" : "side"),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const run = keys[event.key];
    const typing = event.target instanceof Element && event.target.matches("input, select");
    if (typing || !run || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    run();
  };

  const shown = { stage, view, onView: setView, onScale: setScale, older, newer };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys for all that is in it
    <div className={`${colours.dark} ${classes.compare}`} onKeyDown={onKeyDown}>
      <div className={classes.top}>
        <h2 className={frame.name}>Compare {title}</h2>
        <div className={classes.ways}>
          <Tool
            label="Side by side"
            icon={<Columns2 aria-hidden />}
            pressed={way === "side"}
            onClick={() => setWay("side")}
          />
          <Tool
            label="Over each other"
            keys="o"
            icon={<Layers2 aria-hidden />}
            pressed={way === "over"}
            onClick={() => setWay("over")}
          />
        </div>
        <div className={classes.zoom}>
          <ZoomTools stage={stage} view={view} scale={scale} />
        </div>
        <Tool label="Close" icon={<X aria-hidden />} onClick={props.onClose} />
      </div>
      <div className={classes.choices}>
        <Pickers {...props} />
        {pages > 1 && (
          <label className={classes.picker}>
            Page
            <select
              value={Math.min(page, pages - 1)}
              onChange={(event) => setPage(Number(event.currentTarget.value))}
            >
              {Array.from({ length: pages }, (_, page) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pages are known by their place
                <option key={page} value={page}>
                  {page + 1} of {pages}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className={frame.inside}>
        {[
          { opened: old, revision: older },
          { opened: fresh, revision: newer },
        ].map(
          ({ opened, revision }, side) =>
            opened.failure && (
              <Failed
                // biome-ignore lint/suspicious/noArrayIndexKey: the older one, then the newer
                key={side}
                kind={opened.failure.kind}
                title={revision.name}
                download={revision.download}
                again={opened.again}
              />
            ),
        )}
        {!pair && !old.failure && !fresh.failure && <Opening title="both revisions" />}
        {pair && way === "side" && <SidePanes key={pair.key} {...shown} pair={pair} />}
        {pair && way === "over" && (
          <OverPane key={pair.key} {...shown} pair={pair} version={String(balance)} />
        )}
      </div>
      {way === "over" && (
        <div className={classes.foot}>
          <Balance older={older.name} newer={newer.name} value={balance} onChange={setBalance} />
          <Legend older={older.name} newer={newer.name} />
        </div>
      )}
    </div>
  );
}

function Pickers({ revisions, older, newer, onChoose }: CompareProps) {
  const find = (id: string) => revisions.find((one) => one.id === id);
  return (
    <>
      <Picker
        label="Older"
        revisions={revisions}
        value={older.id}
        onChange={(id) => onChoose(find(id) ?? older, newer)}
      />
      <Picker
        label="Newer"
        revisions={revisions}
        value={newer.id}
        onChange={(id) => onChoose(older, find(id) ?? newer)}
      />
    </>
  );
}

function Picker(props: {
  label: string;
  revisions: Revision[];
  value: string;
  onChange: (id: string) => void;
}) {
  return (
    <label className={classes.picker}>
      {props.label}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.revisions.map(({ id, name, detail }) => (
          <option key={id} value={id}>
            {detail ? `${name} (${detail})` : name}
          </option>
        ))}
      </select>
    </label>
  );
}
