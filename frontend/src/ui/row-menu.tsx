import { ActionIcon, Menu } from "@mantine/core";
import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import { Fragment, type ReactNode, useRef } from "react";
import classes from "./row-menu.module.css";

export interface MenuAction {
  label: string;
  icon: ReactNode;
  run: () => void;
  danger?: boolean;
  /** Why it cannot be done now; the action stays readable and does nothing. */
  unavailable?: string | null;
}

/** The three-dot menu. Groups are set apart by a line. */
export function RowMenu({ label, groups }: { label: string; groups: MenuAction[][] }) {
  const button = useRef<HTMLButtonElement>(null);
  if (groups.every((group) => group.length === 0)) return null;
  return (
    <Menu position="bottom-end" width={260} keepMounted={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon ref={button} aria-label={label}>
          <EllipsisVertical size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {/* A dialog that opens from here gives the focus back to the button that stays. */}
        <MenuEntries groups={groups} before={() => button.current?.focus()} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** What stands in the dropdown of such a menu. */
export function MenuEntries({ groups, before }: { groups: MenuAction[][]; before: () => void }) {
  return groups
    .filter((group) => group.length > 0)
    .map((group, index) => (
      <Fragment key={group[0]?.label}>
        {index > 0 && <Menu.Divider />}
        {group.map((action) => (
          <Entry
            key={action.label}
            action={action}
            run={() => {
              before();
              action.run();
            }}
          />
        ))}
      </Fragment>
    ));
}

function Entry({ action, run }: { action: MenuAction; run: () => void }) {
  const off = Boolean(action.unavailable);
  return (
    <Menu.Item
      className={classes.item}
      leftSection={action.icon}
      color={action.danger && !off ? "var(--bad)" : undefined}
      aria-disabled={off || undefined}
      closeMenuOnClick={!off}
      onClick={off ? undefined : run}
    >
      {action.label}
      {off && <span className={classes.reason}>{action.unavailable}</span>}
    </Menu.Item>
  );
}
