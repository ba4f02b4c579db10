import classes from "./balance.module.css";
import { NEW_INK, OLD_INK } from "./compose";

/** How much of each of two revisions shows. */
export function Balance(props: {
  older: string;
  newer: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const { older, newer, value } = props;
  return (
    <label className={classes.balance}>
      <span aria-hidden>{older}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        aria-label="Which of the two shows"
        aria-valuetext={inWords(older, newer, value)}
        value={Math.round(value * 100)}
        onChange={(event) => props.onChange(Number(event.currentTarget.value) / 100)}
      />
      <span aria-hidden>{newer}</span>
    </label>
  );
}

function inWords(older: string, newer: string, value: number): string {
  if (value === 0) return `${older} only`;
  if (value === 1) return `${newer} only`;
  if (value === 0.5) return "Both alike";
  return `More of ${inSentence(value < 0.5 ? older : newer)}`;
}

/** "Revision B" within a sentence. */
const inSentence = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** What the colours mean. */
export function Legend({ older, newer }: { older: string; newer: string }) {
  return (
    <ul className={classes.legend}>
      <li>
        <span className={classes.ink} style={{ background: OLD_INK }} aria-hidden />
        Orange: only in {inSentence(older)}
      </li>
      <li>
        <span className={classes.ink} style={{ background: NEW_INK }} aria-hidden />
        Blue: only in {inSentence(newer)}
      </li>
      <li>
        <span className={classes.ink} style={{ background: "#000000" }} aria-hidden />
        Dark: in both
      </li>
    </ul>
  );
}
