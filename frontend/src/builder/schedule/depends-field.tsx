import { ActionIcon, NumberInput, Select } from "@mantine/core";
import X from "lucide-react/icons/x";
import type { Dependency } from "../../api/gen/types.gen";
import type { Task } from "./plan";
import classes from "./schedule.module.css";

/** What a task waits for, and how many working days lie between. */
export function DependsField(props: {
  value: Dependency[];
  choices: Task[];
  errors: Record<string, string>;
  onChange: (value: Dependency[]) => void;
}) {
  const { value, choices, errors, onChange } = props;
  const nameOf = (id: string) => choices.find((task) => task.id === id)?.name ?? "a task";
  const left = choices.filter(({ id }) => !value.some(({ task_id }) => task_id === id));
  return (
    <fieldset className={classes.depends}>
      <legend>Waits for</legend>
      {value.map(({ task_id, lag_days }, index) => (
        <div key={task_id} className={classes.link}>
          <span>{nameOf(task_id)}</span>
          <NumberInput
            aria-label={`Working days after “${nameOf(task_id)}”`}
            suffix=" days after"
            w="9rem"
            min={-365}
            max={365}
            allowDecimal={false}
            value={lag_days}
            error={errors[`/depends_on/${index}/lag_days`]}
            onChange={(days) =>
              onChange(
                value.map((link) =>
                  link.task_id === task_id ? { ...link, lag_days: Number(days) || 0 } : link,
                ),
              )
            }
          />
          <ActionIcon
            aria-label={`Do not wait for “${nameOf(task_id)}”`}
            onClick={() => onChange(value.filter((link) => link.task_id !== task_id))}
          >
            <X size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {left.length > 0 && (
        <Select
          aria-label="Add what it waits for"
          placeholder="Add a task or milestone"
          data={left.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          searchable
          limit={100}
          onChange={(task_id) => task_id && onChange([...value, { task_id, lag_days: 0 }])}
        />
      )}
      {value.length === 0 && left.length === 0 && <p>There is nothing it could wait for yet.</p>}
      {errors["/depends_on"] && <p className={classes.wrong}>{errors["/depends_on"]}</p>}
    </fieldset>
  );
}
