import type { ApiProblem } from "../../api/errors";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { troubleOf } from "../../ui/problem";
import { Frame } from "./frame";

/** The shape of a form that is on its way. */
export function Waiting({ title }: { title: string }) {
  return (
    <Frame title={title}>
      <div className="stack" role="status" aria-label="Loading">
        <span className="bone" />
        <span className="bone half" />
        <span className="bone tall" />
      </div>
    </Frame>
  );
}

/** The page could not be loaded, for a reason that may pass. */
export function NotLoaded(props: { title: string; problem: ApiProblem; again: () => void }) {
  return (
    <Frame title={props.title}>
      <TroubleNotice trouble={troubleOf(props.problem)} />
      <Button onClick={props.again}>Try again</Button>
    </Frame>
  );
}
