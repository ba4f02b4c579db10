import Minus from "lucide-react/icons/minus";
import Plus from "lucide-react/icons/plus";
import RotateCw from "lucide-react/icons/rotate-cw";
import type { RefObject } from "react";
import { LARGEST } from "./layout";
import type { StageHandle, View } from "./stage";
import { Tool } from "./tool";
import classes from "./zoom-tools.module.css";

const PERCENTS = [25, 50, 100, 200, 400, 800];

/** Larger, smaller, fitting, turned. */
export function ZoomTools(props: {
  stage: RefObject<StageHandle | null>;
  view: View;
  /** The scale that is on the screen, however it came about. */
  scale: number;
}) {
  const { stage, view, scale } = props;
  const percent = Math.round(scale * 100);
  const offered = PERCENTS.includes(percent)
    ? PERCENTS
    : [...PERCENTS, percent].sort((one, other) => one - other);
  return (
    <>
      <Tool
        label="Zoom out"
        keys="-"
        icon={<Minus aria-hidden />}
        onClick={() => stage.current?.zoomBy(-1)}
      />
      <select
        className={classes.zoom}
        aria-label="Zoom"
        value={typeof view.zoom === "number" ? percent : view.zoom}
        onChange={({ currentTarget: { value } }) =>
          stage.current?.zoomTo(value === "page" || value === "width" ? value : Number(value) / 100)
        }
      >
        <option value="page">Fit page{view.zoom === "page" ? ` · ${percent}%` : ""}</option>
        <option value="width">Fit width{view.zoom === "width" ? ` · ${percent}%` : ""}</option>
        {offered.map((one) => (
          <option key={one} value={one}>
            {one}%
          </option>
        ))}
      </select>
      <Tool
        label="Zoom in"
        keys="+"
        icon={<Plus aria-hidden />}
        disabled={scale >= LARGEST}
        onClick={() => stage.current?.zoomBy(1)}
      />
      <Tool
        label="Turn clockwise"
        keys="r"
        icon={<RotateCw aria-hidden />}
        onClick={() => stage.current?.turn()}
      />
    </>
  );
}
