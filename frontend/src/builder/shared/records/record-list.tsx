import { Button, Checkbox } from "@mantine/core";
import PencilLine from "lucide-react/icons/pencil-line";
import Trash from "lucide-react/icons/trash-2";
import { type ReactNode, useState } from "react";
import type { Item, Picture, Project } from "../../../api/gen/types.gen";
import { Panel } from "../../../ui/panel";
import { ReasonedButton } from "../../../ui/reasoned-button";
import { type MenuAction, RowMenu } from "../../../ui/row-menu";
import { StatusBadge } from "../../../ui/status-badge";
import { previewAddress } from "../../paths";
import { AppLink } from "../app-link";
import { ItemDialogs, useItemDialogs } from "../item/item-dialogs";
import { useSharingActions } from "../item/sharing-actions";
import { useRemoval } from "../item/use-removal";
import { useMay } from "../me";
import { ClientBadge } from "../sharing/client-badge";
import { whyNotShare } from "../sharing/reason";
import classes from "./record-list.module.css";

/** Records of one kind: daily logs, reports or updates, with what can be done with one or many. */
export function RecordList<R extends Item>(props: {
  project: Project;
  /** As in "Daily logs" and "log". */
  section: string;
  noun: string;
  records: R[];
  writes: boolean;
  address: (record: R) => string;
  meta: (record: R) => ReactNode;
  badges?: (record: R) => ReactNode;
  pictures?: (record: R) => Picture[];
  /** More for one record's menu. */
  actions?: (record: R) => MenuAction[];
}) {
  const { project, records } = props;
  const may = useMay();
  const dialogs = useItemDialogs();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const clear = () => setPicked(new Set());
  const remove = useRemoval(project.id, dialogs.remove.open, clear);
  const sharing = useSharingActions(project, [], dialogs);
  const chosen = records.filter(({ id }) => picked.has(id));
  const own = chosen.filter(({ shared }) => shared.with !== "nobody");
  const pick = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return (
    <>
      <Panel flush>
        <div className={classes.bar}>
          <span role="status" className={classes.count}>
            {chosen.length > 0 ? `${chosen.length} selected` : "Newest first"}
          </span>
          {chosen.length > 0 && (
            <>
              <ReasonedButton
                variant="subtle"
                px="xs"
                unavailable={whyNotShare(project.sharing)}
                onClick={() => dialogs.share.open(chosen)}
              >
                Share
              </ReasonedButton>
              {may("share") && (
                <ReasonedButton
                  variant="subtle"
                  px="xs"
                  unavailable={own.length === 0 ? "Nothing of what is selected is shared." : null}
                  onClick={() => dialogs.unshare.open(own)}
                >
                  Unshare
                </ReasonedButton>
              )}
              {props.writes && (
                <Button
                  variant="subtle"
                  px="xs"
                  color="var(--bad)"
                  onClick={() => void remove(chosen)}
                >
                  Delete
                </Button>
              )}
              <Button variant="subtle" px="xs" color="gray" onClick={clear}>
                Clear
              </Button>
            </>
          )}
        </div>
        <ul className={classes.list}>
          {records.map((record) => (
            <li key={record.id} className={classes.row}>
              <span className={classes.check}>
                <Checkbox
                  aria-label={`Select ${record.title}`}
                  checked={picked.has(record.id)}
                  onChange={(event) => pick(record.id, event.currentTarget.checked)}
                />
              </span>
              <span className={classes.words}>
                <AppLink className={classes.title} href={props.address(record)}>
                  {record.title}
                </AppLink>
                <span className={classes.meta}>{props.meta(record)}</span>
                <Thumbs pictures={props.pictures?.(record) ?? []} />
                <span className={classes.badges}>
                  {record.state === "draft" && (
                    <StatusBadge tone="wait" icon={<PencilLine />}>
                      Draft
                    </StatusBadge>
                  )}
                  {props.badges?.(record)}
                  <ClientBadge shared={record.shared} clients={project.clients} />
                </span>
              </span>
              <span className={classes.menu}>
                <RowMenu
                  label={`Actions for ${record.title}`}
                  groups={[
                    props.actions?.(record) ?? [],
                    sharing(record),
                    props.writes
                      ? [
                          {
                            label: "Delete",
                            icon: <Trash />,
                            danger: true,
                            run: () => void remove([record]),
                          },
                        ]
                      : [],
                  ]}
                />
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <ItemDialogs
        project={project}
        section={props.section}
        nouns={{ folder: "folder", item: props.noun }}
        folders={[]}
        dialogs={dialogs}
        onDone={clear}
        onRemoved={clear}
      />
    </>
  );
}

function Thumbs({ pictures }: { pictures: Picture[] }) {
  const ready = pictures.filter(({ preview }) => preview === "ready");
  if (ready.length === 0) return null;
  return (
    <span className={classes.thumbs}>
      {ready.map(({ id, file_id }) => (
        <img key={id} src={previewAddress(file_id, "small")} alt="" loading="lazy" />
      ))}
    </span>
  );
}
