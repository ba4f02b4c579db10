import { Button, Menu, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Diamond from "lucide-react/icons/diamond";
import Folder from "lucide-react/icons/folder";
import Pencil from "lucide-react/icons/pencil";
import Plus from "lucide-react/icons/plus";
import Trash from "lucide-react/icons/trash-2";
import { lazy, Suspense, useState } from "react";
import type { Edit, Project, Schedule, TaskFields } from "../../api/gen/types.gen";
import { today } from "../../lib/today";
import { RowMenu } from "../../ui/row-menu";
import { useDialog } from "../../ui/use-dialog";
import { useMay } from "../shared/me";
import { Chart } from "./chart";
import { fieldsOf, shifted, type Task } from "./plan";
import type { Zoom } from "./scale";
import classes from "./schedule.module.css";
import { Standing } from "./standing";
import { TaskTable } from "./task-table";
import type { ScheduleActions } from "./use-schedule";
import { WeekList } from "./week-list";

const TaskDialog = lazy(() => import("./task-dialog"));

/** A new entry; what is not linked yet is planned from today on, and not for a day that has passed. */
const blank = (
  { starts_on }: Schedule,
  kind: TaskFields["kind"],
  parent_id: string | null,
): TaskFields => ({
  id: crypto.randomUUID(),
  parent_id,
  kind,
  name: "",
  days: kind === "task" ? 5 : 0,
  not_before: kind !== "group" && starts_on < today() ? today() : null,
});

/** The schedule at work: its standing above, the chart, and what is added to it. */
export function Planner(props: { project: Project; schedule: Schedule; actions: ScheduleActions }) {
  const { project, schedule, actions } = props;
  const may = useMay();
  const writes = may("content.write");
  const [zoom, setZoom] = useState<Zoom | "table">("weeks");
  const [name, setName] = useState("");
  const [group, setGroup] = useState<string | null>(null);
  const dialog = useDialog<TaskFields>();
  const phone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const open = (task: Task) => dialog.open(fieldsOf(task));

  const addQuickly = async () => {
    const task = { ...blank(schedule, "task", group), name: name.trim() };
    if (!task.name) return;
    setName("");
    await actions.make([{ op: "put", task }], `“${task.name}” was added`);
  };
  const make = (edit: Edit | null, title: string) => {
    if (edit) void actions.make([edit], title);
  };
  const menu = (task: Task) =>
    writes && (
      <RowMenu
        label={`More for “${task.name}”`}
        groups={[
          [
            { label: "Edit", icon: <Pencil />, run: () => open(task) },
            ...(task.kind === "group"
              ? [
                  {
                    label: "Add a task to it",
                    icon: <Plus />,
                    run: () => dialog.open(blank(schedule, "task", task.id)),
                  },
                ]
              : []),
            {
              label: "Move up",
              icon: <ArrowUp />,
              run: () => make(shifted(schedule.tasks, task, -1), `“${task.name}” was moved up`),
              unavailable: shifted(schedule.tasks, task, -1) ? null : "It is the first already.",
            },
            {
              label: "Move down",
              icon: <ArrowDown />,
              run: () => make(shifted(schedule.tasks, task, 1), `“${task.name}” was moved down`),
              unavailable: shifted(schedule.tasks, task, 1) ? null : "It is the last already.",
            },
          ],
          [
            {
              label: task.kind === "group" ? "Delete with its tasks" : "Delete",
              icon: <Trash />,
              danger: true,
              run: () => make({ op: "remove", task_id: task.id }, `“${task.name}” was deleted`),
            },
          ],
        ]}
      />
    );
  const groups = schedule.tasks.filter(({ kind }) => kind === "group");
  return (
    <>
      <Standing project={project} schedule={schedule} actions={actions}>
        {!phone && (
          <SegmentedControl
            aria-label="How it is shown"
            data={[
              { value: "days", label: "Days" },
              { value: "weeks", label: "Weeks" },
              { value: "months", label: "Months" },
              { value: "table", label: "Table" },
            ]}
            value={zoom}
            onChange={(value) => setZoom(value as Zoom | "table")}
          />
        )}
      </Standing>
      {phone ? (
        <WeekList schedule={schedule} open={open} />
      ) : (
        <div data-sheet>
          <h2 className="print-only">{`${project.name}: schedule`}</h2>
          {zoom === "table" ? (
            <TaskTable schedule={schedule} open={open} menu={menu} />
          ) : (
            <Chart
              schedule={schedule}
              zoom={zoom}
              writes={writes}
              actions={actions}
              open={open}
              menu={menu}
            />
          )}
        </div>
      )}
      {writes && (
        <form
          className={classes.add}
          onSubmit={(event) => {
            event.preventDefault();
            void addQuickly();
          }}
        >
          <TextInput
            aria-label="Name of a new task"
            placeholder="Add a task, such as “Pour the slab”"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {groups.length > 0 && (
            <NativeSelect
              aria-label="Group of the new task"
              data={[
                { value: "", label: "No group" },
                ...groups.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={group ?? ""}
              onChange={(event) => setGroup(event.currentTarget.value || null)}
            />
          )}
          <Button type="submit" variant="default" loading={actions.busy}>
            Add
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<Plus size={18} aria-hidden />}>
                More
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<Plus size={18} aria-hidden />}
                onClick={() => dialog.open(blank(schedule, "task", group))}
              >
                Task with everything
              </Menu.Item>
              <Menu.Item
                leftSection={<Folder size={18} aria-hidden />}
                onClick={() => dialog.open(blank(schedule, "group", null))}
              >
                Group
              </Menu.Item>
              <Menu.Item
                leftSection={<Diamond size={18} aria-hidden />}
                onClick={() => dialog.open(blank(schedule, "milestone", group))}
              >
                Milestone
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </form>
      )}
      <Suspense fallback={null}>
        {dialog.value && (
          <TaskDialog
            key={dialog.count}
            schedule={schedule}
            task={dialog.value}
            writes={writes}
            actions={actions}
            opened={dialog.opened}
            onClose={dialog.close}
          />
        )}
      </Suspense>
    </>
  );
}
