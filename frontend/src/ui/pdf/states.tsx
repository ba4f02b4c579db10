import { type FormEvent, useState } from "react";
import type { FailureKind } from "./failure";
import classes from "./states.module.css";

/** While a file is being opened: what it will look like, where that is known, and after a while a word. */
export function Opening({ title, poster }: { title: string; poster?: string }) {
  return (
    <div className={classes.state} role="status">
      {poster && <img className={classes.poster} src={poster} alt="" />}
      <p className={classes.late}>Opening {title}…</p>
    </div>
  );
}

const WORDS: Record<Exclude<FailureKind, "password" | "wrong-password">, [string, string]> = {
  gone: [
    "This file is not here any more",
    "It was replaced or taken back. Go back and look again.",
  ],
  unreachable: ["The file could not be loaded", "Check your connection and try again."],
  unreadable: [
    "This file cannot be shown here",
    "It may be damaged, or made in a way that browsers cannot show. Download it to open it on your device.",
  ],
};

/** Why there is nothing to see, and what to do about it. */
export function Failed(props: {
  kind: FailureKind;
  title: string;
  download: string;
  again: (password?: string) => void;
}) {
  const { kind, title } = props;
  if (kind === "password" || kind === "wrong-password")
    return <Locked wrong={kind === "wrong-password"} title={title} open={props.again} />;
  const [headline, words] = WORDS[kind];
  return (
    <div className={classes.state} role="alert">
      <h2>{headline}</h2>
      <p>{words}</p>
      {kind === "unreachable" && (
        <button type="button" className={classes.button} onClick={() => props.again()}>
          Try again
        </button>
      )}
      {kind === "unreadable" && (
        <a className={classes.button} href={props.download} download>
          Download
        </a>
      )}
    </div>
  );
}

function Locked(props: { wrong: boolean; title: string; open: (password: string) => void }) {
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) props.open(password);
  };
  return (
    <form className={classes.state} onSubmit={submit}>
      <h2>This file is locked with a password</h2>
      <p>Whoever made “{props.title}” knows it. It is used on your device only.</p>
      <label htmlFor="pdf-password">Password of the file</label>
      <input
        id="pdf-password"
        type="password"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it stands in place of the file and is all there is to do
        autoFocus
        aria-invalid={props.wrong || undefined}
        aria-describedby={props.wrong ? "pdf-password-wrong" : undefined}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {props.wrong && (
        <p id="pdf-password-wrong" role="alert" className={classes.wrong}>
          That password does not open it. Check it and try again.
        </p>
      )}
      <button type="submit" className={classes.button}>
        Open the file
      </button>
    </form>
  );
}
