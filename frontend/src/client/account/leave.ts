import { useQueryClient } from "@tanstack/react-query";
import { signOut, switchContext } from "../../api/gen/sdk.gen";
import { BUILDER_APP, paths } from "../paths";
import { useGo } from "../shared/link";

/** The ways out of the portal; what it held on the device goes first. */
export function useWaysOut() {
  const queryClient = useQueryClient();
  const go = useGo();
  return {
    signOut: async () => {
      await signOut();
      queryClient.clear();
      await go(paths.signIn(), { replace: true });
    },
    toBuilder: async () => {
      await switchContext({ body: { context: "staff" } });
      queryClient.clear();
      window.location.assign(BUILDER_APP);
    },
  };
}
