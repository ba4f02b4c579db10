import { Button } from "@mantine/core";
import FileDown from "lucide-react/icons/file-down";
import Printer from "lucide-react/icons/printer";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import Share from "lucide-react/icons/share-2";
import { lazy, type ReactNode, Suspense } from "react";
import type { HistoryEntry, Item, Picture, Project } from "../../../api/gen/types.gen";
import { Panel } from "../../../ui/panel";
import { ReasonedButton } from "../../../ui/reasoned-button";
import type { PictureAddresses } from "../../../ui/records/record-photos";
import { RowMenu } from "../../../ui/row-menu";
import { useDialog } from "../../../ui/use-dialog";
import { fileAddress, pdfAddress, previewAddress } from "../../paths";
import { useGo } from "../app-link";
import { ItemDialogs, useItemDialogs } from "../item/item-dialogs";
import { isPending } from "../item/pending-previews";
import { ReceiptsPanel } from "../item/receipts-panel";
import { useSharingActions } from "../item/sharing-actions";
import { useDownload } from "../item/use-download";
import { useMay } from "../me";
import { ClientBadge } from "../sharing/client-badge";
import { whyNotShare } from "../sharing/reason";
import { History } from "./history";
import classes from "./record-page.module.css";

const ReopenDialog = lazy(() => import("./reopen-dialog"));

/** Where members find the pictures of records. */
export const PICTURES: PictureAddresses = {
  preview: previewAddress,
  download: (fileId) => fileAddress(fileId, true),
};

/** A record that is done, as clients read it, with what members know and do besides. */
export function RecordFrame(props: {
  project: Project;
  record: Item & { history: HistoryEntry[] };
  pictures: Picture[];
  /** As in "Daily logs" and "log". */
  section: string;
  noun: string;
  /** Where one goes when it has been deleted. */
  list: string;
  reopen: (reason: string) => Promise<void>;
  /** What is read, and printed. */
  sheet: ReactNode;
  children?: ReactNode;
}) {
  const { project, record, noun } = props;
  const may = useMay();
  const go = useGo();
  const dialogs = useItemDialogs();
  const reopening = useDialog();
  const download = useDownload();
  const sharing = useSharingActions(project, [], dialogs);
  const isShared = record.shared.with !== "nobody";
  return (
    <div className={classes.view}>
      <div className={classes.head}>
        <div className={classes.title}>
          <h2 className={classes.heading}>{record.title}</h2>
          <ClientBadge shared={record.shared} clients={project.clients} />
        </div>
        <div className={classes.actions}>
          <ReasonedButton
            leftSection={<Share size={18} aria-hidden />}
            unavailable={whyNotShare(project.sharing)}
            onClick={() => dialogs.share.open([record])}
          >
            {isShared ? "Edit sharing" : "Share with client"}
          </ReasonedButton>
          <ReasonedButton
            variant="default"
            leftSection={<FileDown size={18} aria-hidden />}
            unavailable={
              props.pictures.some(isPending) ? "Its photos are still being prepared." : null
            }
            onClick={() => void download.pdf(pdfAddress(record), record.title)}
          >
            PDF
          </ReasonedButton>
          {may("content.site") && record.state === "published" && (
            <Button
              variant="default"
              leftSection={<RotateCcw size={18} aria-hidden />}
              onClick={() => reopening.open(true)}
            >
              Open again
            </Button>
          )}
          <RowMenu
            label={`More for this ${noun}`}
            groups={[
              [
                {
                  label: "Print",
                  icon: <Printer />,
                  run: () => window.setTimeout(() => window.print()),
                },
              ],
              sharing(record).slice(1),
            ]}
          />
        </div>
      </div>
      <Panel>
        <div data-sheet>
          <h2 className="print-only">{`${project.name}: ${record.title}`}</h2>
          {props.sheet}
        </div>
      </Panel>
      {props.children}
      {isShared && (
        <Panel title="Who has looked">
          <ReceiptsPanel item={record} />
        </Panel>
      )}
      <History entries={record.history} />
      <ItemDialogs
        project={project}
        section={props.section}
        nouns={{ folder: "folder", item: noun }}
        folders={[]}
        dialogs={dialogs}
        onDone={() => {}}
        onRemoved={() => void go(props.list)}
      />
      <Suspense fallback={null}>
        {reopening.value && (
          <ReopenDialog
            key={reopening.count}
            opened={reopening.opened}
            onClose={reopening.close}
            title={`Open this ${noun} again?`}
            isShared={isShared}
            reopen={props.reopen}
          />
        )}
      </Suspense>
    </div>
  );
}
