import type { ReactNode } from "react";
import type { Schedule } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { depthsOf } from "../../lib/schedule";
import type { Task } from "./plan";
import classes from "./task-table.module.css";

/** The schedule without the time line: everything that is said of each task. */
export function TaskTable(props: {
  schedule: Schedule;
  open: (task: Task) => void;
  menu: (task: Task) => ReactNode;
}) {
  const { tasks } = props.schedule;
  const depths = depthsOf(tasks);
  const names = new Map(tasks.map(({ id, name }) => [id, name]));
  const hasBaseline = tasks.some(({ baseline }) => baseline);
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">Start</th>
            <th scope="col">Finish</th>
            {hasBaseline && <th scope="col">Baseline finish</th>}
            <th scope="col">Days</th>
            <th scope="col">Done</th>
            <th scope="col">Trade</th>
            <th scope="col">Waits for</th>
            <th scope="col">
              <span className="visually-hidden">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id} data-kind={task.kind}>
              <th
                scope="row"
                style={{ paddingLeft: `${(depths.get(task.id) ?? 0) * 1.25 + 0.75}rem` }}
              >
                <button type="button" onClick={() => props.open(task)}>
                  {task.name}
                </button>
                {task.kind === "milestone" && <small> Milestone</small>}
              </th>
              <td className="tabular">{shortDate(task.starts_on)}</td>
              <td className="tabular">{shortDate(task.ends_on)}</td>
              {hasBaseline && (
                <td className="tabular">{task.baseline && shortDate(task.baseline.ends_on)}</td>
              )}
              <td className="tabular">{task.kind === "milestone" ? "" : task.days}</td>
              <td className="tabular">{task.progress} %</td>
              <td>{task.trade}</td>
              <td>
                {task.depends_on
                  .map(({ task_id, lag_days }) => `${names.get(task_id)}${lagOf(lag_days)}`)
                  .join(", ")}
              </td>
              <td>{props.menu(task)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function lagOf(days: number): string {
  if (days === 0) return "";
  return days > 0 ? ` + ${days} d` : ` − ${-days} d`;
}
