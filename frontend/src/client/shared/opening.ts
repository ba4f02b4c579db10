import { useRouter, useRouterState } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { useGo } from "./link";
import { usePlace } from "./place";

/** The address of a page with `id` open over it, or with nothing. */
export function withOpen(here: string, id: string | undefined): string {
  const [path = "", query] = here.split("?");
  const search = new URLSearchParams(query);
  search.delete("open");
  if (id) search.set("open", id);
  return search.size > 0 ? `${path}?${search}` : path;
}

/** What is open over a page is part of its address, so that a phone's way back closes it. */
export function useOpening() {
  const { open } = usePlace();
  const here = useRouterState({ select: ({ location }) => location.href });
  const router = useRouter();
  const go = useGo();
  /** Whether the step back in the browser's history closes it. */
  const stepped = useRef(false);
  const goTo = useRef(go);
  goTo.current = go;

  const to = useCallback(
    (id: string | undefined, replace: boolean) =>
      void goTo.current(withOpen(router.state.location.href, id), { replace, resetScroll: false }),
    [router],
  );
  return {
    open,
    /** For a link, beside `stepsIn` when it is followed. */
    address: (id: string) => withOpen(here, id),
    stepsIn: () => {
      stepped.current = true;
    },
    show: useCallback(
      (id: string) => {
        stepped.current = true;
        to(id, false);
      },
      [to],
    ),
    turnTo: useCallback((id: string) => to(id, true), [to]),
    close: useCallback(() => {
      if (stepped.current) router.history.back();
      else to(undefined, true);
      stepped.current = false;
    }, [to, router]),
  };
}
