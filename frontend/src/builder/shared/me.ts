import { useSuspenseQuery } from "@tanstack/react-query";
import { meOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Action, Me, MyOrganisation } from "../../api/gen/types.gen";

/** Me as a member; the routes behind the shell are only entered by members. */
export interface Member extends Me {
  organisation: MyOrganisation;
}

export function isMember(me: Me): me is Member {
  return me.audience === "staff" && me.organisation !== null;
}

export function useMe(): Member {
  const { data } = useSuspenseQuery(meOptions());
  if (!isMember(data)) throw new Error("The shell was shown to someone who is not a member");
  return data;
}

/** What the signed-in member may do, as the server says; the app itself knows no roles. */
export function useMay(): (action: Action) => boolean {
  const { may } = useMe();
  return (action) => may.includes(action);
}
