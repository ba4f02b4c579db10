import Diamond from "lucide-react/icons/diamond";
import type { Schedule } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { groupNames, nearness, type Week, weeksOf } from "../../lib/schedule";
import { today } from "../../lib/today";
import { Panel } from "../../ui/panel";
import type { Task } from "./plan";
import classes from "./week-list.module.css";
import { daysInWords } from "./words";

/** The schedule on a phone: week by week, this one first. */
export function WeekList({ schedule, open }: { schedule: Schedule; open: (task: Task) => void }) {
  const { earlier, coming } = weeksOf(schedule.tasks, today());
  const groups = groupNames(schedule.tasks);
  const toPanel = (week: Week<Task>) => {
    const near = nearness(week.monday, today());
    return (
      <Panel
        key={week.monday}
        title={`Week of ${shortDate(week.monday)}${near ? `, ${near.toLowerCase()}` : ""}`}
      >
        <ul className={classes.rows}>
          {[...week.tasks, ...week.continuing].map((task) => (
            <li key={task.id}>
              <button type="button" onClick={() => open(task)}>
                {task.kind === "milestone" && <Diamond size={16} aria-hidden />}
                <span>
                  <strong>{task.name}</strong>
                  <small>
                    {[
                      task.parent_id ? groups.get(task.parent_id) : null,
                      task.kind === "milestone" && "Milestone",
                      daysInWords(task),
                      task.trade,
                      task.kind === "task" && `${task.progress} % done`,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
    );
  };
  return (
    <>
      {coming.map(toPanel)}
      {earlier.length > 0 && (
        <details className={classes.earlier} open={coming.length === 0}>
          <summary>Earlier weeks</summary>
          {earlier.map(toPanel)}
        </details>
      )}
    </>
  );
}
