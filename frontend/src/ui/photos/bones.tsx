import type { CSSProperties } from "react";
import bones from "./bones.module.css";
import tile from "./tile.module.css";
import timeline from "./timeline.module.css";

const SHAPES = [4 / 3, 3 / 4, 4 / 3, 16 / 9, 4 / 3, 3 / 4, 4 / 3, 4 / 3];

/** In the shape of the photos that are on their way. */
export function PhotoBones() {
  return (
    <div role="status" aria-label="Loading photos" className={bones.bones}>
      <div className={`${timeline.heading} ${bones.heading}`} />
      <ul className={timeline.grid} aria-hidden>
        {SHAPES.map((ratio, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are never put in another order
          <li key={index} className={tile.tile} style={{ "--ratio": ratio } as CSSProperties}>
            <div className={tile.box} />
          </li>
        ))}
      </ul>
    </div>
  );
}
