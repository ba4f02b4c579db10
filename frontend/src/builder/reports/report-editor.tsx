import { Button, Progress, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { fieldErrors } from "../../api/errors";
import { getReportQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { completeReport, getReport, updateReportTemplate } from "../../api/gen/sdk.gen";
import type { Answer, Report } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Panel } from "../../ui/panel";
import { type Trouble, troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { TroubleAlert } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import type { DraftQueue } from "../shared/drafts/draft-queue";
import { SaveState } from "../shared/drafts/save-state";
import { useQueueState } from "../shared/drafts/use-draft";
import bar from "../shared/records/writing.module.css";
import { useInvalidate } from "../shared/use-invalidate";
import { noAnswer } from "./answers";
import { FieldInput } from "./field-input";
import classes from "./report-editor.module.css";
import { answersOf, type ReportFields, SIGNATURE } from "./report-transport";

/** A form that is filled in on site: one column, for one thumb. */
export function ReportEditor(props: { report: Report; queue: DraftQueue<ReportFields> }) {
  const { report, queue } = props;
  const { draft, state } = useQueueState(queue);
  const queryClient = useQueryClient();
  const invalidate = useInvalidate();
  const newer = useDialog();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLDivElement>(null);
  const errors = errorsByField(
    state.is === "refused" ? state.error : error,
    answersOf(draft.fields),
  );
  const key = getReportQueryKey({ path: { id: report.id } });
  const refresh = () => void queryClient.invalidateQueries({ queryKey: key });
  const known = new Map(report.answers.map((answer) => [answer.field_id, answer]));
  const answerOf = (id: string): Answer =>
    draft.fields[`answer:${id}`] ?? known.get(id) ?? noAnswer(id);
  const { sections } = report.template;

  useEffect(() => queue.standOn(report.id, report.version), [report, queue]);

  const complete = async () => {
    setBusy(true);
    setError(null);
    try {
      await queue.sent();
      const { data } = await completeReport({ path: { id: report.id } });
      queryClient.setQueryData(key, data);
      await invalidate("items");
    } catch (caught) {
      setError(caught);
      window.setTimeout(() => {
        const first = form.current?.querySelector<HTMLElement>("[data-invalid]");
        first?.focus();
        first?.scrollIntoView({ block: "center" });
      });
    } finally {
      setBusy(false);
    }
  };

  return (
    <div ref={form} className={classes.editor}>
      <div className={bar.bar}>
        <SaveState draft={draft} state={state} />
        <Button loading={busy} onClick={() => void complete()}>
          Complete
        </Button>
      </div>
      <Progress
        value={(100 * report.answered) / Math.max(1, report.asked)}
        aria-label="Answered"
        mb="xs"
      />
      <p className={classes.help} role="status">
        {report.answered} of {report.asked} answered
        {report.failed > 0 && `, ${report.failed} failed`}
      </p>
      {state.is === "conflict" && (
        <div role="alert" className={bar.notice}>
          Somebody else has filled in this report while you did. Your answers are sent over theirs
          where you have changed them.
          <Button
            variant="default"
            onClick={async () => {
              const { data } = await getReport({ path: { id: report.id } });
              queryClient.setQueryData(key, data);
              queue.resolve("ours");
            }}
          >
            Go on
          </Button>
        </div>
      )}
      {error ? <TroubleAlert trouble={inWords(troubleOf(error), errors)} /> : null}
      {report.template.newest_revision > report.template.revision && (
        <div className={bar.notice}>
          <span>
            This form has changed since the report was begun, which keeps the questions it was begun
            with.
          </span>
          <Button variant="default" onClick={() => newer.open(true)}>
            Move to the newest questions
          </Button>
        </div>
      )}
      <TextInput
        label="Title"
        maxLength={200}
        mb="md"
        value={draft.fields.title ?? report.title}
        onChange={({ currentTarget: { value } }) => value.trim() && queue.write({ title: value })}
      />
      {sections.map((section) => (
        <Panel key={section.title} title={section.title}>
          {section.fields.map((field) => (
            <FieldInput
              key={field.id}
              field={field}
              answer={answerOf(field.id)}
              error={errors[field.id]}
              pictures={report.pictures.filter(({ field_id }) => field_id === field.id)}
              waiting={draft.pictures.filter(({ fieldId }) => fieldId === field.id)}
              onChange={(answer) => {
                setError(null);
                queue.write({ [`answer:${field.id}`]: answer });
              }}
              onFiles={(files) =>
                queue.addPictures(
                  files.map((file) => ({
                    file,
                    name: file.name || "photo.jpg",
                    caption: "",
                    fieldId: field.id,
                  })),
                )
              }
              onSigned={(file) =>
                queue.addPictures([{ file, name: SIGNATURE, caption: "", fieldId: field.id }])
              }
              onWaitingCaption={(one, caption) => queue.changePicture(one, caption)}
              onWaitingRemove={(one) => queue.dropPicture(one)}
              onPicturesChanged={refresh}
            />
          ))}
        </Panel>
      ))}
      {newer.value && (
        <ConfirmDialog
          key={newer.count}
          opened={newer.opened}
          onClose={newer.close}
          harmless
          title="Move to the newest questions?"
          confirm="Move"
          run={async () => {
            await queue.sent();
            const headers = { "Idempotency-Key": requestKey() };
            const { data } = await updateReportTemplate({ path: { id: report.id }, headers });
            queryClient.setQueryData(key, data.report);
            if (data.dropped.length > 0)
              notifications.show({
                autoClose: false,
                title: `${plural(data.dropped.length, "answer")} dropped`,
                message: data.dropped.map(({ label, value }) => `${label}: ${value}`).join("; "),
              });
          }}
        >
          <p>
            Answers to questions that are not asked any more are dropped; you are told which, and
            they stay in the history.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** The server names an answer by its place in what was sent, or by its field when one is missing. */
function errorsByField(error: unknown, sent: Answer[]): Record<string, string> {
  const byField: Record<string, string> = {};
  for (const [pointer, message] of Object.entries(fieldErrors(error))) {
    const [, list, place] = pointer.split("/");
    if (list !== "answers" || !place) continue;
    const field = /^\d+$/.test(place) ? sent[Number(place)]?.field_id : place;
    if (field) byField[field] ??= message;
  }
  return byField;
}

function inWords(trouble: Trouble, errors: Record<string, string>): Trouble {
  const count = Object.keys(errors).length;
  if (count === 0) return trouble;
  const title = count === 1 ? "One answer is missing" : `${count} answers are missing`;
  return { ...trouble, title, errors: [], detail: "They are marked below." };
}
