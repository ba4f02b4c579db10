import { useQueryClient } from "@tanstack/react-query";
import { switchContext } from "../../api/gen/sdk.gen";
import type { Me } from "../../api/gen/types.gen";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";
import { BUILDER_APP } from "../paths";
import { Door } from "./door";
import { useWaysOut } from "./leave";

/** Someone signed in as a member of a builder's team has come to the portal. */
export function StaffHere({ me }: { me: Me }) {
  const queryClient = useQueryClient();
  const client = me.contexts.includes("client");
  const out = useWaysOut();
  const enter = useSubmit(async () => {
    await switchContext({ body: { context: "client" } });
    await queryClient.resetQueries();
  });
  const leave = useSubmit(out.signOut);
  const trouble = enter.trouble ?? leave.trouble;
  return (
    <Door title="You are signed in as a member">
      <p>
        {me.account.email} is signed in as a member of {me.organisation?.name ?? "a team"}.{" "}
        {client
          ? "You are a client too, and can change over."
          : "This account is not a client of anybody, so there is no portal to show."}
      </p>
      {trouble && <TroubleNotice trouble={trouble} />}
      {client && (
        <form onSubmit={enter.onSubmit}>
          <Button type="submit" filled wide busy={enter.busy}>
            Open your client portal
          </Button>
        </form>
      )}
      <a className="button" href={BUILDER_APP}>
        Back to {me.organisation?.name ?? "your team"}
      </a>
      <form onSubmit={leave.onSubmit}>
        <Button type="submit" wide busy={leave.busy}>
          Sign in as someone else
        </Button>
      </form>
    </Door>
  );
}
