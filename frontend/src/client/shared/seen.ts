import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { toProblem } from "../../api/errors";
import { portalItem } from "../../api/gen/sdk.gen";
import { invalidate } from "../../api/invalidate";

/** What goes by more quickly was not looked at; and the picture itself has the line first. */
const A_MOMENT = 500;

/** Tells the server that a thing is looked at ([H9]). What has been taken back meanwhile leaves the lists. */
export function useTellSeen(): (id: string) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (id) => {
      portalItem({ path: { id }, priority: "low" }).catch((error: unknown) => {
        if (toProblem(error).status === 404) void invalidate(queryClient, "portal");
      });
    },
    [queryClient],
  );
}

/** The same for what stays on screen for a moment. */
export function useSeen(id: string | undefined) {
  const tell = useTellSeen();
  useEffect(() => {
    if (id === undefined) return;
    const timer = window.setTimeout(() => tell(id), A_MOMENT);
    return () => window.clearTimeout(timer);
  }, [id, tell]);
}
