import CalendarOff from "lucide-react/icons/calendar-off";
import Check from "lucide-react/icons/check";
import Flag from "lucide-react/icons/flag";
import FlagOff from "lucide-react/icons/flag-off";
import PencilLine from "lucide-react/icons/pencil-line";
import Printer from "lucide-react/icons/printer";
import Send from "lucide-react/icons/send";
import Share from "lucide-react/icons/share-2";
import Undo from "lucide-react/icons/undo-2";
import { lazy, type ReactNode, Suspense } from "react";
import { removeBaseline, setBaseline, unpublishSchedule } from "../../api/gen/sdk.gen";
import type { Project, Schedule } from "../../api/gen/types.gen";
import { relativeTime, shortDate } from "../../lib/dates";
import { daysBetween } from "../../lib/days";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { ReasonedButton } from "../../ui/reasoned-button";
import { requestKey } from "../../ui/request-key";
import { type MenuAction, RowMenu } from "../../ui/row-menu";
import { StatusBadge } from "../../ui/status-badge";
import { useDialog } from "../../ui/use-dialog";
import { ItemDialogs, useItemDialogs } from "../shared/item/item-dialogs";
import { useSharingActions } from "../shared/item/sharing-actions";
import { useMay } from "../shared/me";
import { ClientBadge } from "../shared/sharing/client-badge";
import { whyNotShare } from "../shared/sharing/reason";
import { useInvalidate } from "../shared/use-invalidate";
import classes from "./schedule.module.css";
import type { ScheduleActions } from "./use-schedule";
import { daysInWords } from "./words";

const PublishDialog = lazy(() => import("./publish-dialog"));
const CalendarDialog = lazy(() => import("./calendar-dialog"));

/** Where the schedule stands, and what is done with it as a whole. */
export function Standing(props: {
  project: Project;
  schedule: Schedule;
  actions: ScheduleActions;
  children: ReactNode;
}) {
  const { project, schedule, actions } = props;
  const may = useMay();
  const writes = may("content.write");
  const shares = may("share");
  const dialogs = useItemDialogs();
  const publishing = useDialog();
  const calendar = useDialog();
  const taking = useDialog();
  const sharing = useSharingActions(project, [], dialogs);
  const invalidate = useInvalidate();
  const isShared = schedule.shared.with !== "nobody";
  const isPublished = schedule.state === "published";
  const path = { id: schedule.id };
  const headers = () => ({ "Idempotency-Key": requestKey() });

  const baseline: MenuAction[] = writes
    ? [
        {
          label: schedule.baseline_at ? "Keep a new baseline" : "Keep a baseline",
          icon: <Flag />,
          run: async () => actions.show((await setBaseline({ path, headers: headers() })).data),
        },
        ...(schedule.baseline_at
          ? [
              {
                label: "Remove the baseline",
                icon: <FlagOff />,
                run: async () => actions.show((await removeBaseline({ path })).data),
              },
            ]
          : []),
        { label: "Working days", icon: <CalendarOff />, run: () => calendar.open(true) },
      ]
    : [];
  return (
    <>
      <div className={classes.bar}>
        <div className={classes.facts}>
          {schedule.first_day && schedule.last_day && (
            <strong>
              {daysInWords({ starts_on: schedule.first_day, ends_on: schedule.last_day })}
            </strong>
          )}
          <span>{schedule.progress} % done</span>
          <Late schedule={schedule} />
          {isPublished && schedule.published_at ? (
            <StatusBadge
              tone={schedule.has_unpublished_changes ? "wait" : "good"}
              icon={schedule.has_unpublished_changes ? <PencilLine /> : <Check />}
            >
              {schedule.has_unpublished_changes
                ? "Changes not published"
                : `Published ${relativeTime(schedule.published_at)}`}
            </StatusBadge>
          ) : (
            <StatusBadge tone="calm" icon={<PencilLine />}>
              Draft
            </StatusBadge>
          )}
          <ClientBadge shared={schedule.shared} clients={project.clients} />
        </div>
        <div className={classes.actions}>
          {props.children}
          {shares && (
            <ReasonedButton
              leftSection={<Send size={18} aria-hidden />}
              unavailable={
                schedule.tasks.length === 0
                  ? "Add a task first."
                  : isPublished && !schedule.has_unpublished_changes
                    ? "Clients see it as it is."
                    : null
              }
              onClick={() => publishing.open(true)}
            >
              Publish
            </ReasonedButton>
          )}
          <ReasonedButton
            variant="default"
            leftSection={<Share size={18} aria-hidden />}
            unavailable={whyNotShare(project.sharing)}
            onClick={() => dialogs.share.open([schedule])}
          >
            {isShared ? "Edit sharing" : "Share with client"}
          </ReasonedButton>
          <RowMenu
            label="More for the schedule"
            groups={[
              baseline,
              sharing(schedule).slice(1),
              [
                {
                  label: "Print",
                  icon: <Printer />,
                  run: () => window.setTimeout(() => window.print()),
                },
                ...(shares && isPublished
                  ? [{ label: "Take it back", icon: <Undo />, run: () => taking.open(true) }]
                  : []),
              ],
              writes
                ? [
                    {
                      label: "Delete the schedule",
                      icon: <CalendarOff />,
                      danger: true,
                      run: () => dialogs.remove.open([schedule]),
                    },
                  ]
                : [],
            ]}
          />
        </div>
      </div>
      <ItemDialogs
        project={project}
        section="Schedule"
        nouns={{ folder: "folder", item: "schedule" }}
        folders={[]}
        dialogs={dialogs}
        onDone={() => {}}
        onRemoved={() => {}}
      />
      {taking.value && (
        <ConfirmDialog
          key={taking.count}
          opened={taking.opened}
          onClose={taking.close}
          title="Take the schedule back?"
          confirm="Take it back"
          run={async () => {
            actions.show((await unpublishSchedule({ path })).data);
            await invalidate("sharing");
          }}
        >
          <p>
            Clients see no schedule until you publish it again. Your plan stays as it is, and so
            does whom it is shared with.
          </p>
        </ConfirmDialog>
      )}
      <Suspense fallback={null}>
        {publishing.value && (
          <PublishDialog
            key={publishing.count}
            project={project}
            schedule={schedule}
            opened={publishing.opened}
            onClose={publishing.close}
            onPublished={actions.show}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {calendar.value && (
          <CalendarDialog
            key={calendar.count}
            schedule={schedule}
            actions={actions}
            opened={calendar.opened}
            onClose={calendar.close}
          />
        )}
      </Suspense>
    </>
  );
}

/** How the end lies against the baseline. */
function Late({ schedule }: { schedule: Schedule }) {
  const { last_day, baseline_last_day, baseline_at } = schedule;
  if (!last_day || !baseline_last_day || !baseline_at) return null;
  const days = daysBetween(baseline_last_day, last_day);
  const kept = `Baseline of ${shortDate(baseline_at)}: ends ${shortDate(baseline_last_day)}`;
  return (
    <span title={kept}>
      <StatusBadge tone={days > 0 ? "bad" : "good"} icon={<Flag />}>
        {days === 0
          ? "On the baseline"
          : `${plural(Math.abs(days), "day")} ${days > 0 ? "later" : "earlier"} than the baseline`}
      </StatusBadge>
    </span>
  );
}
