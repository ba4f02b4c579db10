import { lazy, Suspense } from "react";
import type { Item, Project } from "../../api/gen/types.gen";
import { useDialog } from "../../ui/use-dialog";
import { ItemDialogs, useItemDialogs } from "../shared/item/item-dialogs";

const AlbumDialog = lazy(() => import("./album-dialog"));
const CaptionDialog = lazy(() => import("./caption-dialog"));

export function usePhotoDialogs() {
  return {
    ...useItemDialogs(),
    album: useDialog<{ album?: Item; parent?: Item | null }>(),
    caption: useDialog<Item[]>(),
  };
}

export type PhotoDialogsState = ReturnType<typeof usePhotoDialogs>;

/** Every dialog of the photos, loaded when it is first wanted. */
export function PhotoDialogs(props: {
  project: Project;
  folders: Item[];
  dialogs: PhotoDialogsState;
  onDone: () => void;
  onRemoved: (items: Item[]) => void;
}) {
  const { project, folders, dialogs, onDone } = props;
  const { album, caption } = dialogs;
  return (
    <>
      <ItemDialogs
        project={project}
        section="Photos"
        nouns={{ folder: "album", item: "photo" }}
        folders={folders}
        dialogs={dialogs}
        onDone={onDone}
        onRemoved={props.onRemoved}
      />
      <Suspense fallback={null}>
        {album.value && (
          <AlbumDialog
            key={album.count}
            opened={album.opened}
            onClose={album.close}
            projectId={project.id}
            {...album.value}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {caption.value && (
          <CaptionDialog
            key={caption.count}
            opened={caption.opened}
            onClose={caption.close}
            projectId={project.id}
            photos={caption.value}
            onDone={onDone}
          />
        )}
      </Suspense>
    </>
  );
}
