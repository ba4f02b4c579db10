import { useQueryClient } from "@tanstack/react-query";
import { getOrganisationQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { updateOrganisation } from "../../api/gen/sdk.gen";
import type { Organisation, UpdateOrganisation } from "../../api/gen/types.gen";
import { ifMatch } from "../shared/if-match";
import { useEdit } from "../shared/use-edit";

/** Changes the organisation as it was read at `version`. */
export function useSaveOrganisation() {
  const queryClient = useQueryClient();
  const edit = useEdit("organisation");
  return (version: number, body: UpdateOrganisation): Promise<Organisation> =>
    edit(async () => {
      const { data } = await updateOrganisation({ body, headers: ifMatch(version) });
      queryClient.setQueryData(getOrganisationQueryKey(), data);
      return data;
    });
}
