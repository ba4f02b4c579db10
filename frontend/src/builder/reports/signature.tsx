import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import SignaturePad from "signature_pad";
import classes from "./report-editor.module.css";

/** A signature drawn by finger or mouse; whoever cannot draw has signed with the typed name beside it. */
export default function Signature(props: { label: string; onDrawn: (picture: Blob) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const scale = Math.max(1, window.devicePixelRatio);
    element.width = element.offsetWidth * scale;
    element.height = element.offsetHeight * scale;
    element.getContext("2d")?.scale(scale, scale);
    const made = new SignaturePad(element, { backgroundColor: "#ffffff", penColor: "#101214" });
    made.addEventListener("endStroke", () => setDrawn(true));
    pad.current = made;
    return () => made.off();
  }, []);
  return (
    <div className={classes.sign}>
      <canvas ref={canvas} className={classes.pad} role="img" aria-label={props.label} />
      <div className={classes.buttons}>
        <Button
          variant="default"
          onClick={() => {
            pad.current?.clear();
            setDrawn(false);
          }}
        >
          Clear
        </Button>
        <Button
          variant="default"
          disabled={!drawn}
          onClick={() => canvas.current?.toBlob((picture) => picture && props.onDrawn(picture))}
        >
          Use this signature
        </Button>
      </div>
    </div>
  );
}
