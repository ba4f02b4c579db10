import { useState } from "react";
import { type ApiProblem, toProblem } from "../../api/errors";
import { unsubscribe } from "../../api/gen/sdk.gen";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";
import { paths } from "../paths";
import { Frame } from "../shared/frame";

/** Opening the page changes nothing, since mail scanners open links; only the button does. */
export default function UnsubscribePage({ token }: { token: string }) {
  const [outcome, setOutcome] = useState<"done" | ApiProblem | null>(null);
  const form = useSubmit(async () => {
    try {
      await unsubscribe({ path: { token } });
      setOutcome("done");
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status !== 404 && problem.status !== 410) throw problem;
      setOutcome(problem);
    }
  });

  if (outcome === "done")
    return (
      <Frame title="You get no more of these e-mails">
        <p>What is shared with you stays in your portal. There you can turn e-mails on again.</p>
        <a className="button" href={paths.portal()}>
          Open the portal
        </a>
      </Frame>
    );
  if (outcome)
    return (
      <Frame title="This link does not work any more">
        <p>
          Use the link in the latest letter, or sign in and choose under “E-mails” which letters you
          want.
        </p>
        <a className="button" href={paths.portal()}>
          Open the portal
        </a>
      </Frame>
    );
  return (
    <Frame title="Stop e-mails about this project?">
      <p>You will get no more letters when something is shared with you on this project.</p>
      <form className="stack" onSubmit={form.onSubmit}>
        {form.trouble && <TroubleNotice trouble={form.trouble} />}
        <Button type="submit" filled wide busy={form.busy}>
          Stop these e-mails
        </Button>
      </form>
    </Frame>
  );
}
