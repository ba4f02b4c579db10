import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { createElement, useState } from "react";
import { getProjectScheduleQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { editSchedule } from "../../api/gen/sdk.gen";
import type { Edit, EditedSchedule, ProjectSchedule, Schedule } from "../../api/gen/types.gen";
import { reasonOf, troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { undoing } from "./plan";
import { Told } from "./told";
import { consequences } from "./words";

/** What can be done with the schedule of a project; what comes back is on screen at once. */
export function useSchedule(projectId: string) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const queryKey = getProjectScheduleQueryKey({ path: { id: projectId } });
  const current = () => queryClient.getQueryData<ProjectSchedule>(queryKey)?.schedule ?? null;
  const show = (schedule: Schedule | null) =>
    queryClient.setQueryData<ProjectSchedule>(queryKey, { schedule });

  const send = async (edits: Edit[], preview: boolean): Promise<EditedSchedule> => {
    const schedule = current();
    if (!schedule) throw new Error("There is no schedule to edit");
    const { data } = await editSchedule({
      path: { id: schedule.id },
      body: { edits, preview },
      headers: { "If-Match": `"${schedule.version}"`, "Idempotency-Key": requestKey() },
    });
    return data;
  };

  /** Makes edits; the schedule is asked for again when somebody else has changed it. */
  const edit = async (edits: Edit[]): Promise<EditedSchedule> => {
    setBusy(true);
    try {
      const done = await send(edits, false);
      show(done.schedule);
      return done;
    } catch (error) {
      if (troubleOf(error).status === 412) await queryClient.invalidateQueries({ queryKey });
      throw error;
    } finally {
      setBusy(false);
    }
  };

  const refuse = (error: unknown, title: string) => {
    const trouble = troubleOf(error);
    const message = reasonOf(trouble) ?? trouble.title;
    notifications.show({ color: "red", title, message, autoClose: false });
  };

  return {
    busy,
    show,
    preview: (edits: Edit[]) => send(edits, true),
    edit,

    /** Makes edits, says what they did, and offers to undo them. */
    make: async (edits: Edit[], title: string): Promise<void> => {
      const before = current();
      if (!before) return;
      try {
        const { schedule, changes } = await edit(edits);
        const edited = edits.flatMap((one) => (one.op === "put" ? [one.task.id] : []));
        const id = `schedule-${schedule.version}`;
        const undo = async () => {
          notifications.hide(id);
          try {
            await edit(undoing(before, current() ?? schedule));
          } catch (error) {
            refuse(error, "This could not be undone");
          }
        };
        const text = consequences(changes, edited, before.last_day, schedule.last_day);
        notifications.show({ id, title, message: createElement(Told, { text, undo }) });
      } catch (error) {
        refuse(error, "The schedule was not changed");
      }
    },
  };
}

export type ScheduleActions = ReturnType<typeof useSchedule>;
