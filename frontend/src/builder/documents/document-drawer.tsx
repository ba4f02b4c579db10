import { useQuery } from "@tanstack/react-query";
import type { Item, Project } from "../../api/gen/types.gen";
import { ItemDrawer } from "../shared/item/item-drawer";
import { refetchOneWhilePending } from "../shared/item/pending-previews";
import type { Remove } from "../shared/item/use-removal";
import { projectQueries } from "../shared/project-queries";
import type { DocumentDialogsState } from "./document-dialogs";
import { useItemActions } from "./use-item-actions";

/** The document that the address names, beside the list. */
export default function DocumentDrawer(props: {
  project: Project;
  itemId: string;
  opened: boolean;
  onClose: () => void;
  /** As the list has it, until the latest is there. */
  listed: Item | undefined;
  folders: Item[];
  dialogs: DocumentDialogsState;
  remove: Remove;
}) {
  const { project, folders } = props;
  const { data, error, refetch } = useQuery({
    ...projectQueries.document(props.itemId),
    ...refetchOneWhilePending,
    placeholderData: props.listed,
    enabled: props.opened,
  });
  const actions = useItemActions(project, folders, props.dialogs, props.remove);
  return (
    <ItemDrawer
      project={project}
      item={data}
      error={error}
      retry={() => void refetch()}
      opened={props.opened}
      onClose={props.onClose}
      through={folders.find(({ id }) => id === data?.shared.inherited_from)?.title}
      actions={data ? actions(data) : []}
    />
  );
}
