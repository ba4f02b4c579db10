import type { QueryClient } from "@tanstack/react-query";
import { getReportQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { updateReport } from "../../api/gen/sdk.gen";
import type { Answer, Picture, Report } from "../../api/gen/types.gen";
import type { Transport } from "../shared/drafts/draft";
import { ifMatch } from "../shared/if-match";
import { sendForm } from "../shared/uploads/send-form";

/** Each answer is a field of the draft, so that one that is late overwrites no other. */
export type ReportFields = Record<`answer:${string}`, Answer> & { title: string };

export const reportGroup = (projectId: string) => `report/${projectId}`;

/** The answers of a draft, in the order in which they are sent. */
export const answersOf = (fields: Partial<ReportFields>): Answer[] =>
  Object.entries(fields).flatMap(([name, answer]) =>
    name.startsWith("answer:") ? [answer as Answer] : [],
  );

export function reportTransport(
  queryClient: QueryClient,
  projectId: string,
): Transport<ReportFields> {
  const keyOf = (id: string) => getReportQueryKey({ path: { id } });
  const show = (report: Report) => {
    queryClient.setQueryData(keyOf(report.id), report);
    return { id: report.id, version: report.version };
  };
  return {
    create: () => Promise.reject(new Error("A report is made from its form before it is written")),
    update: async (id, fields, version) => {
      const headers = version === null ? undefined : ifMatch(version);
      const body = { title: fields.title, answers: answersOf(fields) };
      return show((await updateReport({ path: { id }, body, headers })).data);
    },
    picture: async (id, { key, file, name, caption, fieldId }) => {
      const sent = await sendForm<Picture>(
        `/api/v1/reports/${id}/pictures`,
        { key, caption, field_id: fieldId },
        new File([file], name, { type: file.type }),
        { projectId, key },
      );
      const isReplaced = (one: Picture) =>
        one.id === sent.id || (name === SIGNATURE && one.field_id === sent.field_id);
      queryClient.setQueryData(
        keyOf(id),
        (report: Report | undefined) =>
          report && {
            ...report,
            pictures: [...report.pictures.filter((one) => !isReplaced(one)), sent],
          },
      );
    },
  };
}

/** What the file of a drawn signature is called; a new one replaces the one before. */
export const SIGNATURE = "signature.png";
