import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import CircleCheck from "lucide-react/icons/circle-check";
import Clock from "lucide-react/icons/clock";
import History from "lucide-react/icons/history";
import Upload from "lucide-react/icons/upload";
import { listVersionsOptions } from "../../../api/gen/@tanstack/react-query.gen";
import type { Item, Project, Version, VersionState } from "../../../api/gen/types.gen";
import { fileSize } from "../../../lib/bytes";
import { shortDate } from "../../../lib/dates";
import { RowMenu } from "../../../ui/row-menu";
import { ErrorState, SkeletonRows } from "../../../ui/states";
import { StatusBadge, type Tone } from "../../../ui/status-badge";
import { useMay } from "../me";
import { refetchOneWhilePending } from "./pending-previews";
import { Thumb } from "./thumb";
import { useVersionActions } from "./version-actions";
import { useVersionDialogs, VersionDialogs } from "./version-dialogs";
import { versionInWords, versionName, versionNoun } from "./version-words";
import classes from "./versions-panel.module.css";

/** Every version of a document or revision of a drawing, newest first, with what can be done with each. */
export function VersionsPanel(props: {
  project: Project;
  item: Item;
  /** Shows one on the whole screen; called only for pictures and PDF. */
  onView: (version: Version) => void;
}) {
  const { project, item, onView } = props;
  const may = useMay();
  const dialogs = useVersionDialogs();
  const actions = useVersionActions(item, dialogs, onView);
  const { data, error, isPending, refetch } = useQuery({
    ...listVersionsOptions({ path: { id: item.id } }),
    ...refetchOneWhilePending,
  });
  if (isPending) return <SkeletonRows rows={2} label={`Loading ${versionNoun(item)}s`} />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  const versions = data.items;
  const draft = versions.find(({ state }) => state === "draft");
  const current = versions.find(({ state }) => state === "published");
  const writes = may("content.write");

  return (
    <>
      {draft && current && (
        <div className={classes.waiting}>
          <span>{waiting(item, draft, current)}</span>
          {writes && (
            <Button variant="default" onClick={() => dialogs.publish.open(draft)}>
              Publish {versionInWords(item, draft)}
            </Button>
          )}
        </div>
      )}
      <ol className={classes.list}>
        {versions.map((version) => (
          <li key={version.file_id} className={classes.version}>
            <Thumb item={{ ...version, kind: item.kind }} />
            <div>
              <div className={classes.line}>
                <span className={classes.name}>{versionName(item, version)}</span>
                <StateBadge state={version.state} />
              </div>
              <p className={classes.meta}>{facts(version).join(" · ")}</p>
              {version.note && <p className={classes.note}>{version.note}</p>}
              {version.preview_fault && <p className={classes.meta}>{version.preview_fault}</p>}
            </div>
            <RowMenu
              label={`Actions for ${versionInWords(item, version)}`}
              groups={actions(version)}
            />
          </li>
        ))}
      </ol>
      {writes && (
        <Button
          variant="default"
          leftSection={<Upload size={18} aria-hidden />}
          onClick={() => dialogs.create.open(true)}
        >
          Upload a new {versionNoun(item)}
        </Button>
      )}
      <VersionDialogs project={project} item={item} dialogs={dialogs} />
    </>
  );
}

const states: Record<VersionState, { tone: Tone; icon: typeof Clock; word: string }> = {
  published: { tone: "good", icon: CircleCheck, word: "Current" },
  draft: { tone: "wait", icon: Clock, word: "Draft" },
  superseded: { tone: "calm", icon: History, word: "Superseded" },
};

function StateBadge({ state }: { state: VersionState }) {
  const { tone, icon: Icon, word } = states[state];
  return (
    <StatusBadge tone={tone} icon={<Icon />}>
      {word}
    </StatusBadge>
  );
}

function waiting(item: Item, draft: Version, current: Version): string {
  const who = item.shared.with === "nobody" ? "The current one is" : "Clients still see";
  return `${versionName(item, draft)} waits to be published. ${who} ${versionInWords(item, current)}.`;
}

const facts = (version: Version): string[] =>
  [
    version.issued_on && `Issued ${shortDate(version.issued_on)}`,
    `Uploaded ${shortDate(version.created_at)} by ${version.created_by}`,
    version.file_name,
    fileSize(version.size),
  ].filter((fact): fact is string => !!fact);
