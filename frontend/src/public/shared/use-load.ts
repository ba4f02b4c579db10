import { useCallback, useEffect, useState } from "react";
import { type ApiProblem, toProblem } from "../../api/errors";

type Loaded<T> = { data?: T; problem?: ApiProblem };

/** Loads once, and again when asked to. `load` must be stable. */
export function useLoad<T>(load: () => Promise<T>): Loaded<T> & { again: () => void } {
  const [state, setState] = useState<Loaded<T>>({});
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round loads anew
  useEffect(() => {
    let current = true;
    setState({});
    load().then(
      (data) => current && setState({ data }),
      (error) => current && setState({ problem: toProblem(error) }),
    );
    return () => {
      current = false;
    };
  }, [load, round]);

  return { ...state, again: useCallback(() => setRound((n) => n + 1), []) };
}
