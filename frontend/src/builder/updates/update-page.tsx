import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import ChevronLeft from "lucide-react/icons/chevron-left";
import { useState } from "react";
import { troubleOf } from "../../ui/problem";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useDraft } from "../shared/drafts/use-draft";
import { refetchPicturesWhilePending } from "../shared/item/pending-previews";
import { useMay, useMe } from "../shared/me";
import { projectQueries } from "../shared/project-queries";
import classes from "../shared/records/record-page.module.css";
import { useProject } from "../shared/use-project";
import { UpdateEditor } from "./update-editor";
import { updateGroup, updateTransport } from "./update-transport";
import { UpdateView } from "./update-view";

/** One update: written while it is a draft, read once it is published, and written again if wished. */
export function UpdatePage() {
  const { updateId } = useParams({ strict: false }) as { updateId: string };
  const project = useProject();
  const go = useGo();
  const may = useMay();
  const { account } = useMe();
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState(false);
  const isNew = updateId === "new";
  const query = useQuery({
    ...projectQueries.update(updateId),
    ...refetchPicturesWhilePending,
    enabled: !isNew,
  });
  const queue = useDraft({
    account: account.id,
    group: updateGroup(project.id),
    record: updateId,
    transport: updateTransport(queryClient, project.id),
    onCreated: (id) => void go(paths.update(project.id, id), { replace: true, resetScroll: false }),
  });
  const update = isNew ? undefined : query.data;
  const back = (
    <AppLink href={paths.updates(project.id)} className={classes.back}>
      <ChevronLeft size={18} aria-hidden /> Updates
    </AppLink>
  );
  if (!isNew && !update) {
    if (query.error && troubleOf(query.error).status === 404)
      return (
        <EmptyState
          icon={<ChevronLeft />}
          title="This update is not here any more"
          action={<AppLink href={paths.updates(project.id)}>Go to the updates</AppLink>}
        >
          Someone deleted it, or the link is old.
        </EmptyState>
      );
    if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
    return <SkeletonRows label="Loading the update" />;
  }
  const isRead = update && (update.state === "published" || update.publish_at) && !editing;
  if (update && (isRead || !may("content.write")))
    return (
      <>
        {back}
        <UpdateView project={project} update={update} onEdit={() => setEditing(true)} />
      </>
    );
  if (!queue) return <SkeletonRows label="Opening the update" />;
  return (
    <>
      {back}
      <UpdateEditor
        project={project}
        update={update}
        queue={queue}
        onDone={editing ? () => setEditing(false) : undefined}
      />
    </>
  );
}
