import { Button, Drawer, Title } from "@mantine/core";
import Download from "lucide-react/icons/download";
import Eye from "lucide-react/icons/eye";
import { type ReactNode, useEffect, useLayoutEffect, useState } from "react";
import type { Item, Project, Version } from "../../../api/gen/types.gen";
import { fileSize } from "../../../lib/bytes";
import { dateAndTime } from "../../../lib/dates";
import { plural } from "../../../lib/plural";
import { type MenuAction, RowMenu } from "../../../ui/row-menu";
import { ErrorState, SkeletonRows } from "../../../ui/states";
import { returnFocus } from "../../../ui/use-dialog";
import { ClientBadge } from "../sharing/client-badge";
import classes from "./item-drawer.module.css";
import { itemName } from "./item-name";
import { isViewable } from "./kinds";
import { ItemPreview } from "./preview";
import { ReceiptsPanel } from "./receipts-panel";
import { useDownload } from "./use-download";
import { versionName } from "./version-words";
import { VersionsPanel } from "./versions-panel";
import { useViewer, type Viewed, ViewerDialog } from "./viewer";
import { WhyPanel } from "./why-panel";

/**
 * Everything about one item, beside the list that it is in: its picture, versions, who sees it and why, and who
 * has looked. What only one module knows goes in as `children`, below the buttons.
 */
export function ItemDrawer(props: {
  project: Project;
  /** Undefined while it is being loaded. */
  item: Item | undefined;
  error?: unknown;
  retry?: () => void;
  opened: boolean;
  onClose: () => void;
  /** The name of the folder that it is shared through, if it is. */
  through?: string;
  /** What its three-dot menu offers. */
  actions: MenuAction[][];
  children?: ReactNode;
}) {
  const { item, opened, onClose } = props;
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  useEscape(frame, onClose);
  useReturnedFocus(opened);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="34rem"
      title={item ? itemName(item) : "Loading"}
      closeOnEscape={false}
      returnFocus={false}
      classNames={{ title: classes.title }}
    >
      <div ref={setFrame} className={classes.body}>
        {item ? (
          <Content {...props} item={item} />
        ) : props.error ? (
          <ErrorState error={props.error} retry={props.retry} />
        ) : (
          <SkeletonRows rows={4} label="Loading the details" />
        )}
      </div>
    </Drawer>
  );
}

function Content(props: {
  project: Project;
  item: Item;
  through?: string;
  actions: MenuAction[][];
  children?: ReactNode;
}) {
  const { project, item } = props;
  const viewer = useViewer();
  const download = useDownload();
  const view = (file: Omit<Viewed, "title">) => viewer.open({ ...file, title: itemName(item) });
  const viewVersion = (version: Version) =>
    view({ ...version, detail: versionName(item, version) });

  return (
    <>
      <ItemPreview item={item} onView={() => view(item)} />
      <div className={classes.facts}>
        <span className="tabular">{facts(item).join(" · ")}</span>
        <ClientBadge shared={item.shared} clients={project.clients} folder={props.through} />
      </div>
      <div className={classes.buttons}>
        {isViewable(item) && (
          <Button
            variant="default"
            leftSection={<Eye size={18} aria-hidden />}
            onClick={() => view(item)}
          >
            View
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<Download size={18} aria-hidden />}
          onClick={() => void download.file(item, item.title)}
        >
          Download
        </Button>
        <RowMenu label={`Actions for ${itemName(item)}`} groups={props.actions} />
      </div>
      {props.children}
      {item.kind !== "photo" && (
        <Section title={item.kind === "drawing" ? "Revisions" : "Versions"}>
          <VersionsPanel project={project} item={item} onView={viewVersion} />
        </Section>
      )}
      <Section title="Who can see it">
        <WhyPanel itemId={item.id} />
      </Section>
      <Section title="Who has looked at it">
        <ReceiptsPanel item={item} />
      </Section>
      <ViewerDialog viewer={viewer} />
    </>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={3} className={classes.heading}>
        {props.title}
      </Title>
      {props.children}
    </section>
  );
}

const facts = ({ size, pages, created_by, created_at }: Item): string[] => [
  ...(size !== null ? [fileSize(size)] : []),
  ...(pages !== null && pages > 1 ? [plural(pages, "page")] : []),
  `Added by ${created_by}, ${dateAndTime(created_at)}`,
];

/** Escape closes the drawer, but not together with a dialog or menu that is over it. */
function useEscape(frame: HTMLElement | null, onClose: () => void) {
  useEffect(() => {
    const dialog = frame?.closest<HTMLElement>("[role=dialog]");
    if (!dialog) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) onClose();
    };
    dialog.addEventListener("keydown", onKey);
    return () => dialog.removeEventListener("keydown", onKey);
  }, [frame, onClose]);
}

/** The kit's own does not know where the focus was when a drawer is made open. */
function useReturnedFocus(opened: boolean) {
  useLayoutEffect(() => {
    if (!opened) return;
    const origin = document.activeElement;
    return () => {
      window.setTimeout(() => returnFocus(origin), 50);
    };
  }, [opened]);
}
