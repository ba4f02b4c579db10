import { useQuery } from "@tanstack/react-query";
import type { Item, Project } from "../../api/gen/types.gen";
import type { MenuAction } from "../../ui/row-menu";
import { ItemDrawer } from "../shared/item/item-drawer";
import { refetchOneWhilePending } from "../shared/item/pending-previews";
import { useMay, useMe } from "../shared/me";
import { projectQueries } from "../shared/project-queries";
import { PhotoFacts } from "./photo-facts";

/** Everything about the photo that the address names. */
export default function PhotoDrawer(props: {
  project: Project;
  itemId: string;
  opened: boolean;
  onClose: () => void;
  /** As the list has it, until the latest is there. */
  listed: Item | undefined;
  folders: Item[];
  actions: (item: Item) => MenuAction[][];
}) {
  const { organisation } = useMe();
  const may = useMay();
  const { data, error, refetch } = useQuery({
    ...projectQueries.photo(props.itemId),
    ...refetchOneWhilePending,
    placeholderData: props.listed,
    enabled: props.opened,
  });
  return (
    <ItemDrawer
      project={props.project}
      item={data}
      error={error}
      retry={() => void refetch()}
      opened={props.opened}
      onClose={props.onClose}
      through={props.folders.find(({ id }) => id === data?.shared.inherited_from)?.title}
      actions={data ? props.actions(data) : []}
    >
      {data && (
        <PhotoFacts item={data} timeZone={organisation.timezone} mayEdit={may("content.write")} />
      )}
    </ItemDrawer>
  );
}
