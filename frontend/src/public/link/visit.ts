import { useCallback, useEffect, useRef, useState } from "react";
import { type ApiProblem, toProblem } from "../../api/errors";
import { openLink } from "../../api/gen/sdk.gen";
import type { LinkProject } from "../../api/gen/types.gen";

/** A visit holds ten minutes; it is carried on before they are over. */
const CARRY_ON = 8 * 60_000;

export interface Visit {
  project: LinkProject | null;
  problem: ApiProblem | null;
  again: () => void;
  /** Makes a call; a visit that has run out is carried on first, and one that has ended ends the page. */
  ask: <T>(call: () => Promise<{ data: T }>) => Promise<T>;
}

/** A visit by a private link. Its cookie goes to what the link shows, and nowhere else. */
export function useVisit(token: string): Visit {
  const [project, setProject] = useState<LinkProject | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const shown = useRef(false);

  const open = useCallback(
    async (again: boolean) => {
      try {
        const { data } = await openLink({ body: { token, again } });
        shown.current = true;
        setProject(data.project);
        setProblem(null);
      } catch (error) {
        const problem = toProblem(error);
        // While something is on screen, a moment without a connection is no reason to take it away.
        if (!shown.current || problem.status === 404) setProblem(problem);
        throw problem;
      }
    },
    [token],
  );

  useEffect(() => {
    const carryOn = () => {
      if (document.visibilityState === "visible") open(true).catch(() => {});
    };
    // The builder's own look is not counted.
    open(window.location.hash === "#preview").catch(() => {});
    const timer = window.setInterval(carryOn, CARRY_ON);
    document.addEventListener("visibilitychange", carryOn);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", carryOn);
    };
  }, [open]);

  const ask = useCallback(
    async <T>(call: () => Promise<{ data: T }>): Promise<T> => {
      try {
        return (await call()).data;
      } catch (error) {
        const { status } = toProblem(error);
        if (status !== 401 && status !== 404) throw error;
        // Whether only the visit has run out, only this thing is gone, or the whole link.
        await open(true);
        return (await call()).data;
      }
    },
    [open],
  );
  return { project, problem, ask, again: () => void open(false).catch(() => {}) };
}
