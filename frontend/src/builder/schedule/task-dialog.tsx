import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors } from "../../api/errors";
import type { Edit, Schedule, TaskFields } from "../../api/gen/types.gen";
import { depthsOf } from "../../lib/schedule";
import { Dialog } from "../../ui/dialog";
import { troubleOf } from "../../ui/problem";
import { DependsField } from "./depends-field";
import { mayPrecede, type Task, withInside } from "./plan";
import classes from "./schedule.module.css";
import type { ScheduleActions } from "./use-schedule";
import { consequences, daysInWords } from "./words";

const NOUNS = { task: "task", group: "group", milestone: "milestone" } as const;

/** Everything that is said of a task, and what saving it would move. */
export default function TaskDialog(props: {
  schedule: Schedule;
  task: TaskFields;
  writes: boolean;
  actions: ScheduleActions;
  opened: boolean;
  onClose: () => void;
}) {
  const { schedule, actions, writes } = props;
  const [task, setTask] = useState(props.task);
  const [failure, setFailure] = useState<unknown>(null);
  const before = schedule.tasks.find(({ id }) => id === task.id);
  const noun = NOUNS[task.kind];
  const change = (part: Partial<TaskFields>) => setTask((now) => ({ ...now, ...part }));
  const edits: Edit[] = [{ op: "put", task: { ...task, trade: task.trade || null } }];
  const [settled] = useDebouncedValue(JSON.stringify(edits), 300);
  const preview = useQuery({
    queryKey: ["schedule-preview", schedule.id, schedule.version, settled],
    queryFn: () => actions.preview(JSON.parse(settled) as Edit[]),
    enabled: writes && settled !== JSON.stringify([{ op: "put", task: props.task }]),
    retry: false,
  });
  const errors = pointed(fieldErrors(failure ?? preview.error));
  const after = preview.data?.schedule.tasks.find(({ id }) => id === task.id) ?? before;
  const follows =
    preview.data &&
    consequences(
      preview.data.changes,
      [task.id],
      schedule.last_day,
      preview.data.schedule.last_day,
    );

  const submit = async () => {
    setFailure(null);
    try {
      await actions.edit(edits);
      props.onClose();
    } catch (error) {
      setFailure(error);
    }
  };

  const levels = depthsOf(schedule.tasks);
  const inside = new Set(withInside(schedule.tasks, task.id).map(({ id }) => id));
  const groups = schedule.tasks
    .filter(({ id, kind }) => kind === "group" && !inside.has(id))
    .map(({ id, name }) => ({ value: id, label: `${"– ".repeat(levels.get(id) ?? 0)}${name}` }));
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={before ? before.name : `New ${noun}`}
      trouble={failure && Object.keys(errors).length === 0 ? troubleOf(failure) : null}
      onSubmit={(event) => {
        event.preventDefault();
        if (writes) void submit();
      }}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            {writes ? "Cancel" : "Close"}
          </Button>
          {writes && (
            <Button type="submit" loading={actions.busy}>
              {before ? "Save" : "Add"}
            </Button>
          )}
        </>
      }
    >
      <fieldset className={classes.fields} disabled={!writes}>
        <TextInput
          label="Name"
          data-autofocus
          required
          value={task.name}
          error={failure ? errors["/name"] : undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <NativeSelect
            label="In the group"
            data={[{ value: "", label: "None" }, ...groups]}
            value={task.parent_id ?? ""}
            error={errors["/parent_id"]}
            onChange={(event) => change({ parent_id: event.currentTarget.value || null })}
          />
          {task.kind !== "group" && (
            <TextInput
              label="Trade"
              value={task.trade ?? ""}
              error={errors["/trade"]}
              list="schedule-trades"
              onChange={(event) => change({ trade: event.currentTarget.value })}
            />
          )}
        </div>
        <datalist id="schedule-trades">
          {tradesOf(schedule.tasks).map((trade) => (
            <option key={trade} value={trade} />
          ))}
        </datalist>
        {task.kind !== "group" && (
          <>
            <div className={classes.pair}>
              <TextInput
                type="date"
                label={task.kind === "milestone" ? "Not before" : "Start not before"}
                description="Leave it empty to follow what it waits for."
                value={task.not_before ?? ""}
                error={errors["/not_before"]}
                onChange={(event) => change({ not_before: event.currentTarget.value || null })}
              />
              {task.kind === "task" && (
                <NumberInput
                  label="Working days"
                  description="How long it takes."
                  value={task.days ?? 1}
                  min={1}
                  max={2000}
                  allowDecimal={false}
                  error={errors["/days"]}
                  onChange={(days) => change({ days: Number(days) || 1 })}
                />
              )}
            </div>
            <NumberInput
              label="Done"
              suffix=" %"
              value={task.progress ?? 0}
              min={0}
              max={100}
              step={10}
              allowDecimal={false}
              error={errors["/progress"]}
              onChange={(progress) => change({ progress: Number(progress) || 0 })}
            />
            <DependsField
              value={task.depends_on ?? []}
              choices={mayPrecede(schedule.tasks, task.id)}
              errors={errors}
              onChange={(depends_on) => change({ depends_on })}
            />
          </>
        )}
      </fieldset>
      <p className={classes.follows} aria-live="polite">
        {after && `${daysInWords(after)}. `}
        {follows}
      </p>
    </Dialog>
  );
}

/** What is wrong, by the field of the one task that was sent; a circle concerns what it waits for. */
function pointed(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([pointer, text]) => [
      pointer === "/edits" ? "/depends_on" : pointer.replace("/edits/0/task", ""),
      text,
    ]),
  );
}

/** Every trade of the schedule, for suggestions. */
const tradesOf = (tasks: Task[]): string[] =>
  [...new Set(tasks.flatMap(({ trade }) => (trade ? [trade] : [])))].sort();
