import type { QueryClient } from "@tanstack/react-query";
import { getDailyLogQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { createDailyLog, updateDailyLog } from "../../api/gen/sdk.gen";
import type { DailyLog, Picture, WriteDailyLog } from "../../api/gen/types.gen";
import type { Transport } from "../shared/drafts/draft";
import { ifMatch } from "../shared/if-match";
import { sendForm } from "../shared/uploads/send-form";

export type LogFields = Required<WriteDailyLog>;

/** The drafts of a project's logs on this device. */
export const logGroup = (projectId: string) => `log/${projectId}`;

/** How logs of a project reach the server; what it answers is on screen at once. */
export function logTransport(queryClient: QueryClient, projectId: string): Transport<LogFields> {
  const keyOf = (id: string) => getDailyLogQueryKey({ path: { id } });
  const show = (log: DailyLog) => {
    queryClient.setQueryData(keyOf(log.id), log);
    return { id: log.id, version: log.version };
  };
  return {
    create: async (body, key) => {
      const headers = { "Idempotency-Key": key };
      return show((await createDailyLog({ path: { id: projectId }, body, headers })).data);
    },
    update: async (id, body, version) => {
      const headers = version === null ? undefined : ifMatch(version);
      return show((await updateDailyLog({ path: { id }, body, headers })).data);
    },
    picture: async (id, { key, file, name, caption }) => {
      const sent = await sendForm<Picture>(
        `/api/v1/daily-logs/${id}/pictures`,
        { key, caption },
        new File([file], name, { type: file.type }),
        { projectId, key },
      );
      queryClient.setQueryData(
        keyOf(id),
        (log: DailyLog | undefined) =>
          log && {
            ...log,
            pictures: [...log.pictures.filter((one) => one.id !== sent.id), sent],
          },
      );
    },
  };
}
