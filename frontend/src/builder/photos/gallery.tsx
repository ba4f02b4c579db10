import Info from "lucide-react/icons/info";
import { lazy, Suspense, useCallback, useRef, useState } from "react";
import type { Item, Project } from "../../api/gen/types.gen";
import { PhotoBones } from "../../ui/photos/bones";
import { LazyLightbox, useLightboxSoon } from "../../ui/photos/lazy-lightbox";
import type { Photo } from "../../ui/photos/photo";
import { PhotoTimeline } from "../../ui/photos/timeline";
import { useNearEnd } from "../../ui/photos/use-near-end";
import { useOpenPhoto } from "../../ui/photos/use-open-photo";
import type { Picking } from "../../ui/photos/use-picking";
import { ShowMore } from "../../ui/show-more";
import { ErrorState } from "../../ui/states";
import type { PhotosPlace } from "../paths";
import type { Remove } from "../shared/item/use-removal";
import { useMay, useMe } from "../shared/me";
import type { FileWithPath } from "../shared/uploads/queue";
import { AlbumPath } from "./album-path";
import { Albums } from "./albums";
import { InlineCaption } from "./inline-caption";
import { Nothing } from "./nothing";
import { Overlay } from "./overlay";
import type { PhotoDialogsState } from "./photo-dialogs";
import { type MenuPlace, PhotoMenu } from "./photo-menu";
import { SelectionBar } from "./selection-bar";
import { itemOf } from "./to-photo";
import { usePhotoActions } from "./use-photo-actions";
import type { PhotoPlaceMoves } from "./use-photo-place";
import type { PhotosContent } from "./use-photos";

const PhotoDrawer = lazy(() => import("./photo-drawer"));
const CompareDialog = lazy(() => import("../../ui/photos/compare-dialog"));

/** The albums and photos of one place, and what opens from them: menu, lightbox, drawer, before and after. */
export function Gallery(props: {
  project: Project;
  place: PhotosPlace;
  here: PhotoPlaceMoves;
  content: PhotosContent;
  picking: Picking;
  dialogs: PhotoDialogsState;
  remove: Remove;
  seenBy: string | null;
  upload: ((files: FileWithPath[]) => void) | null;
}) {
  const { project, place, here, content, picking, dialogs, remove } = props;
  const { folders, photos, pages } = content;
  const { organisation } = useMe();
  const mayEdit = useMay()("content.write");
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [compared, setCompared] = useState<[Photo, Photo] | null>(null);
  const actions = usePhotoActions({
    project,
    folders,
    dialogs,
    remove,
    details: ({ id }) => here.details(id),
  });
  useLightboxSoon();

  const { hasNextPage, isFetching, fetchNextPage } = pages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const end = useRef<HTMLDivElement>(null);
  useNearEnd(end, more, photos.length);

  const { clients } = project;
  const overlay = useCallback(
    (photo: Photo, reachable: boolean) => {
      const item = itemOf(photo);
      const through = folders.find(({ id }) => id === item.shared.inherited_from)?.title;
      return (
        <Overlay
          item={item}
          reachable={reachable}
          clients={clients}
          through={through}
          openMenu={setMenu}
        />
      );
    },
    [folders, clients],
  );
  const foot = useCallback(
    (photo: Photo, reachable: boolean) => (
      <InlineCaption item={itemOf(photo)} reachable={reachable} mayEdit={mayEdit} />
    ),
    [mayEdit],
  );

  const isOpen = useOpenPhoto({ photos, id: place.photo, pages, drop: here.hide });
  const showsAlbums = !place.q && (place.folder !== undefined || place.view === "albums");
  const parent = place.folder ?? null;
  const hasAlbums = showsAlbums && folders.some(({ parent_id }) => parent_id === parent);

  return (
    <>
      {showsAlbums && <AlbumPath projectId={project.id} path={content.path} />}
      {place.q && photos.length > 0 && <p>Found in the whole project</p>}
      {content.isPending && <PhotoBones />}
      {content.error && <ErrorState error={content.error} retry={content.retry} />}
      {!content.isPending && showsAlbums && (
        <Albums project={project} folders={folders} parent={parent} actions={actions} />
      )}
      {!content.isPending && !content.error && photos.length === 0 && !hasAlbums && (
        <Nothing
          q={place.q}
          inAlbum={content.path.at(-1)}
          seenBy={props.seenBy}
          upload={props.upload}
        />
      )}
      {photos.length > 0 && !content.isPending && (
        <>
          <SelectionBar
            project={project}
            photos={photos}
            picking={picking}
            dialogs={dialogs}
            remove={remove}
            compare={setCompared}
          />
          <PhotoTimeline
            label="Photos"
            photos={photos}
            timeZone={organisation.timezone}
            picking={picking}
            onOpen={here.show}
            overlay={overlay}
            foot={foot}
          />
        </>
      )}
      <div ref={end} />
      <ShowMore pages={pages} />

      <PhotoMenu at={menu} actions={actions} onClose={() => setMenu(null)} />
      <Suspense fallback={null}>
        {isOpen && place.photo && (
          <LazyLightbox
            photos={photos}
            current={place.photo}
            onCurrent={here.turnTo}
            onClose={here.hide}
            onNearEnd={more}
            timeZone={organisation.timezone}
            actions={(photo) => (
              <button
                type="button"
                className="yarl__button"
                aria-label="Details"
                title="Details"
                onClick={() => here.details(photo.id)}
              >
                <Info size={28} aria-hidden />
              </button>
            )}
          />
        )}
      </Suspense>
      <OpenDrawer {...props} actions={actions} />
      <Suspense fallback={null}>
        {compared && (
          <CompareDialog
            photos={compared}
            timeZone={organisation.timezone}
            onClose={() => setCompared(null)}
          />
        )}
      </Suspense>
    </>
  );
}

/** Keeps the last photo while its drawer slides out. */
function OpenDrawer(props: {
  project: Project;
  place: PhotosPlace;
  here: PhotoPlaceMoves;
  content: PhotosContent;
  actions: ReturnType<typeof usePhotoActions>;
}) {
  const { place, content } = props;
  const [last, setLast] = useState<string | undefined>(place.item);
  if (place.item && place.item !== last) setLast(place.item);
  const id = place.item ?? last;
  if (!id) return null;
  const listed: Item | undefined = content.items.find((item) => item.id === id);
  return (
    <Suspense fallback={null}>
      <PhotoDrawer
        project={props.project}
        itemId={id}
        opened={place.item !== undefined}
        onClose={props.here.hideDetails}
        listed={listed}
        folders={content.folders}
        actions={props.actions}
      />
    </Suspense>
  );
}
