import { Button } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import FolderPlus from "lucide-react/icons/folder-plus";
import Images from "lucide-react/icons/images";
import { usePicking } from "../../ui/photos/use-picking";
import { SearchField } from "../../ui/search-field";
import { EmptyState } from "../../ui/states";
import toolbar from "../../ui/toolbar.module.css";
import { type PhotosPlace, paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useRemoval } from "../shared/item/use-removal";
import { useMay } from "../shared/me";
import { DropZone } from "../shared/uploads/drop-zone";
import { UploadButton } from "../shared/uploads/upload-button";
import { useAddFiles } from "../shared/uploads/use-add-files";
import { useProject } from "../shared/use-project";
import { Gallery } from "./gallery";
import { PhotoDialogs, usePhotoDialogs } from "./photo-dialogs";
import classes from "./photos.module.css";
import { PHOTO_TYPES } from "./types";
import { usePhotoPlace } from "./use-photo-place";
import { usePhotos } from "./use-photos";

export function Photos() {
  const project = useProject();
  const place = useSearch({ strict: false }) as PhotosPlace;
  const { folder, q, view } = place;
  const go = useGo();
  const may = useMay();
  const content = usePhotos(project.id, place);
  const picking = usePicking(content.photos, JSON.stringify([project.id, folder, q, view]));
  const dialogs = usePhotoDialogs();
  const here = usePhotoPlace(project.id, place);
  const remove = useRemoval(project.id, dialogs.remove.open, picking.clear);
  const writes = may("content.write");
  const album = content.path.at(-1);
  const uploads = useAddFiles({
    project,
    kind: "photo",
    folderId: folder,
    folders: content.folders,
  });

  if (content.isGone)
    return (
      <EmptyState
        icon={<Images />}
        title="This album is not here any more"
        action={<AppLink href={paths.photos(project.id)}>Go to all photos</AppLink>}
      >
        Someone deleted it, or the link is old.
      </EmptyState>
    );

  return (
    <>
      {writes && <DropZone target={uploads.target} onFiles={uploads.add} />}
      {uploads.dialog}
      <div className={toolbar.toolbar}>
        <nav aria-label="View" className={classes.views}>
          <View href={paths.photos(project.id)} current={!q && !folder && view !== "albums"}>
            Timeline
          </View>
          <View
            href={paths.photos(project.id, { view: "albums" })}
            current={!q && (folder !== undefined || view === "albums")}
          >
            Albums
          </View>
        </nav>
        <div className={toolbar.grow}>
          <SearchField
            label="Search photos"
            value={q ?? ""}
            onChange={(words) =>
              void go(paths.photos(project.id, { view, folder, q: words || undefined }), {
                replace: true,
              })
            }
          />
        </div>
        {writes && (
          <div className={classes.adding}>
            <Button
              variant="default"
              leftSection={<FolderPlus size={18} aria-hidden />}
              onClick={() => dialogs.album.open({ parent: album ?? null })}
            >
              New album
            </Button>
            <UploadButton accept={PHOTO_TYPES} onFiles={uploads.add} />
          </div>
        )}
      </div>
      <Gallery
        project={project}
        place={place}
        here={here}
        content={content}
        picking={picking}
        dialogs={dialogs}
        remove={remove}
        seenBy={uploads.target.seenBy}
        upload={writes ? uploads.add : null}
      />
      <PhotoDialogs
        project={project}
        folders={content.folders}
        dialogs={dialogs}
        onDone={picking.clear}
        onRemoved={picking.clear}
      />
    </>
  );
}

function View(props: { href: string; current: boolean; children: string }) {
  return (
    <AppLink
      href={props.href}
      className={classes.view}
      data-current={props.current || undefined}
      aria-current={props.current ? "page" : undefined}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {props.children}
    </AppLink>
  );
}
