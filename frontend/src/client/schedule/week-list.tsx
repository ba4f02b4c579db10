import ChevronRight from "lucide-react/icons/chevron-right";
import Diamond from "lucide-react/icons/diamond";
import { useState } from "react";
import type { PortalTask } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { mondayOf } from "../../lib/days";
import { groupNames, nearness, type Week, weeksOf } from "../../lib/schedule";
import classes from "./week-list.module.css";
import { daysOf, done, plainDay } from "./words";

/** The schedule week by week, for a narrow screen: this week first, what lies behind folded. */
export function WeekList({ tasks, today }: { tasks: PortalTask[]; today: string }) {
  const { earlier, coming } = weeksOf(tasks, today);
  const groups = groupNames(tasks);
  const [opened, setOpened] = useState(coming.length === 0);
  const toBlock = (week: Week<PortalTask>) => (
    <WeekBlock key={week.monday} week={week} groups={groups} today={today} />
  );
  return (
    <div className={classes.list}>
      {earlier.length > 0 && (
        <details
          className={classes.earlier}
          open={opened}
          onToggle={(event) => setOpened(event.currentTarget.open)}
        >
          <summary>
            <h2>Earlier weeks</h2>
            <ChevronRight size={20} aria-hidden />
          </summary>
          {opened && <div className={classes.list}>{earlier.map(toBlock)}</div>}
        </details>
      )}
      {coming.map(toBlock)}
      {coming.length === 0 && <p className="calm">All of this schedule lies behind you.</p>}
    </div>
  );
}

function WeekBlock(props: { week: Week<PortalTask>; groups: Map<string, string>; today: string }) {
  const { week, groups, today } = props;
  const { monday, tasks, continuing } = week;
  const near = nearness(monday, today);
  return (
    <div className="group">
      <h2>
        Week of {plainDay(monday, today)} {near && <span className="badge">{near}</span>}
      </h2>
      <ul className="rows">
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            group={task.parent_id ? groups.get(task.parent_id) : undefined}
            today={today}
          />
        ))}
        {continuing.map((task) => (
          <li key={task.id} className={`row ${classes.continuing}`}>
            <span>
              <span className="strong">{task.name}</span>{" "}
              <span className="quiet">{howItGoesOn(task, monday)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const howItGoesOn = ({ ends_on }: PortalTask, monday: string) =>
  `${mondayOf(ends_on) === monday ? "ends" : "continues to"} ${shortDate(ends_on)}`;

function TaskRow({ task, group, today }: { task: PortalTask; group?: string; today: string }) {
  const isMilestone = task.kind === "milestone";
  const facts = [isMilestone && "Milestone", daysOf(task), task.trade];
  if (isMilestone && task.progress === 100) facts.push("done");
  return (
    <li className="row">
      <div className="main">
        {isMilestone && <Diamond size={20} aria-hidden />}
        <span className="words">
          {group && <span className="quiet small">{group}</span>}
          <span className="name">{task.name}</span>
          <span className="quiet small">{facts.filter(Boolean).join(" · ")}</span>
          {!isMilestone && (task.progress > 0 || task.starts_on <= today) && (
            <span className={`small ${classes.progress}`}>
              <span className={classes.track} aria-hidden>
                <span style={{ width: `${task.progress}%` }} />
              </span>
              {done(task.progress)}
            </span>
          )}
        </span>
      </div>
    </li>
  );
}
