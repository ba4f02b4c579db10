import type { QueryClient } from "@tanstack/react-query";
import { getUpdateQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { createUpdate, updateUpdate } from "../../api/gen/sdk.gen";
import type { Picture, RichNode, Update } from "../../api/gen/types.gen";
import type { Transport } from "../shared/drafts/draft";
import { ifMatch } from "../shared/if-match";
import { sendForm } from "../shared/uploads/send-form";

export interface UpdateFields {
  title: string;
  body: RichNode;
  item_ids: string[];
}

export const updateGroup = (projectId: string) => `update/${projectId}`;

/** What an update is called before it has a title. */
export const UNTITLED = "Untitled update";

/** How updates of a project reach the server; what it answers is on screen at once. */
export function updateTransport(
  queryClient: QueryClient,
  projectId: string,
): Transport<UpdateFields> {
  const keyOf = (id: string) => getUpdateQueryKey({ path: { id } });
  const show = (update: Update) => {
    queryClient.setQueryData(keyOf(update.id), update);
    return { id: update.id, version: update.version };
  };
  const titled = ({ title, ...fields }: Partial<UpdateFields>) => ({
    ...fields,
    ...(title === undefined ? {} : { title: title.trim() || UNTITLED }),
  });
  return {
    create: async (fields, key) => {
      const body = { title: UNTITLED, ...titled(fields) };
      const headers = { "Idempotency-Key": key };
      return show((await createUpdate({ path: { id: projectId }, body, headers })).data);
    },
    update: async (id, fields, version) => {
      const headers = version === null ? undefined : ifMatch(version);
      return show((await updateUpdate({ path: { id }, body: titled(fields), headers })).data);
    },
    picture: async (id, { key, file, name, caption }) => {
      const sent = await sendForm<Picture>(
        `/api/v1/updates/${id}/pictures`,
        { key, caption },
        new File([file], name, { type: file.type }),
        { projectId, key },
      );
      queryClient.setQueryData(
        keyOf(id),
        (update: Update | undefined) =>
          update && {
            ...update,
            pictures: [...update.pictures.filter((one) => one.id !== sent.id), sent],
          },
      );
    },
  };
}
