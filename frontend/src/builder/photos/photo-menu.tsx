import { Menu } from "@mantine/core";
import type { Ref } from "react";
import { createPortal } from "react-dom";
import type { Item } from "../../api/gen/types.gen";
import { type MenuAction, MenuEntries } from "../../ui/row-menu";
import classes from "./overlay.module.css";

export interface MenuPlace {
  item: Item;
  /** The three-dot button that was pressed. */
  button: HTMLButtonElement;
}

/** One menu for all photos, at the button of one of them: hundreds of menus would make the page slow. */
export function PhotoMenu(props: {
  at: MenuPlace | null;
  actions: (item: Item) => MenuAction[][];
  onClose: () => void;
}) {
  const { at, onClose } = props;
  if (!at) return null;
  return (
    <Menu
      opened
      onChange={(opened) => {
        if (opened) return;
        at.button.focus({ preventScroll: true });
        onClose();
      }}
      position="bottom-end"
      width={260}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <Anchor button={at.button} />
      </Menu.Target>
      <Menu.Dropdown>
        <MenuEntries groups={props.actions(at.item)} before={() => at.button.focus()} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Of all that the kit gives a target, the place alone: the button says the rest itself. */
function Anchor({ button, ref }: { button: HTMLButtonElement; ref?: Ref<HTMLSpanElement> }) {
  return createPortal(<span ref={ref} className={classes.anchor} aria-hidden />, button);
}
