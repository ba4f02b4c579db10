import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import Clock from "lucide-react/icons/clock";
import EyeOff from "lucide-react/icons/eye-off";
import Pencil from "lucide-react/icons/pencil";
import { getUpdateQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { unpublishUpdate } from "../../api/gen/sdk.gen";
import type { Project, Update } from "../../api/gen/types.gen";
import { dateAndTime } from "../../lib/dates";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Panel } from "../../ui/panel";
import { RecordPhotos } from "../../ui/records/record-photos";
import { RichText } from "../../ui/rich-text/rich-text";
import { StatusBadge } from "../../ui/status-badge";
import { useDialog } from "../../ui/use-dialog";
import { itemName } from "../shared/item/item-name";
import { useMay } from "../shared/me";
import { History } from "../shared/records/history";
import { PICTURES } from "../shared/records/record-frame";
import frame from "../shared/records/record-page.module.css";
import { ClientBadge } from "../shared/sharing/client-badge";
import { useEdit } from "../shared/use-edit";
import classes from "./updates.module.css";

/** A published or scheduled update as clients read it, and whom it reached. */
export function UpdateView(props: { project: Project; update: Update; onEdit: () => void }) {
  const { project, update } = props;
  const may = useMay();
  const edit = useEdit("items");
  const queryClient = useQueryClient();
  const back = useDialog();
  const { reach, publish_at, published_at } = update;
  return (
    <div className={frame.view}>
      <div className={frame.head}>
        <div className={frame.title}>
          <h2 className={frame.heading}>{update.title}</h2>
          {publish_at && (
            <StatusBadge tone="info" icon={<Clock />}>
              Scheduled for {dateAndTime(publish_at)}
            </StatusBadge>
          )}
          <ClientBadge shared={update.shared} clients={project.clients} />
        </div>
        {may("share") && (
          <div className={frame.actions}>
            <Button
              variant="default"
              leftSection={<Pencil size={18} aria-hidden />}
              onClick={props.onEdit}
            >
              Edit
            </Button>
            <Button
              variant="default"
              leftSection={<EyeOff size={18} aria-hidden />}
              onClick={() => back.open(true)}
            >
              Take back
            </Button>
          </div>
        )}
      </div>
      <Panel>
        <div className={classes.parts} data-sheet>
          <RichText doc={update.body} />
          <RecordPhotos
            pictures={update.pictures}
            addresses={PICTURES}
            at={published_at ?? update.created_at}
          />
          {update.attachments.length > 0 && (
            <ul className={classes.attached} aria-label="Attachments">
              {update.attachments.map((item) => (
                <li key={item.id}>
                  {itemName(item)}
                  {item.shared.with === "nobody" ? (
                    <span className={classes.quiet}>Clients do not see this</span>
                  ) : (
                    <ClientBadge shared={item.shared} clients={project.clients} />
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </Panel>
      {published_at && <Reach reach={reach} />}
      <History entries={update.history} />
      {back.value && (
        <ConfirmDialog
          key={back.count}
          opened={back.opened}
          onClose={back.close}
          title={publish_at ? "Cancel the publication?" : "Take this update back?"}
          confirm={publish_at ? "Do not publish" : "Take back"}
          run={async () => {
            const path = { id: update.id };
            const { data } = await edit(() => unpublishUpdate({ path }));
            queryClient.setQueryData(getUpdateQueryKey({ path }), data);
          }}
        >
          <p>
            It becomes a draft again.
            {!publish_at && " Clients no longer see it, at once; what they have read they know."}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function Reach({ reach }: { reach: Update["reach"] }) {
  const seen = reach.clients.filter(({ first_seen_at }) => first_seen_at !== null).length;
  const emailed = new Map(reach.emailed.map(({ client_id, at }) => [client_id, at]));
  return (
    <Panel title={`Seen by ${seen} of ${reach.clients.length}`}>
      <ul className={classes.attached}>
        {reach.clients.map(({ client_id, name, first_seen_at }) => {
          const at = emailed.get(client_id);
          return (
            <li key={client_id}>
              <strong>{name}</strong>
              <span className={classes.quiet}>
                {at ? `E-mailed ${dateAndTime(at)}` : "Not e-mailed"},{" "}
                {first_seen_at ? `first seen ${dateAndTime(first_seen_at)}` : "not seen yet"}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
