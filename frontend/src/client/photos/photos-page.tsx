import { lazy, Suspense, useCallback, useRef, useState } from "react";
import { toProblem } from "../../api/errors";
import { PhotoBones } from "../../ui/photos/bones";
import { LazyLightbox, useLightboxSoon } from "../../ui/photos/lazy-lightbox";
import type { Photo } from "../../ui/photos/photo";
import { captionOf } from "../../ui/photos/tile";
import { PhotoTimeline } from "../../ui/photos/timeline";
import { useNearEnd } from "../../ui/photos/use-near-end";
import { useOpenPhoto } from "../../ui/photos/use-open-photo";
import { usePicking } from "../../ui/photos/use-picking";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { troubleOf } from "../../ui/problem";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { Gone } from "../shared/gone";
import { PortalLink } from "../shared/link";
import { useOpening } from "../shared/opening";
import { usePlace, useProjectId } from "../shared/place";
import { Search } from "../shared/search";
import { useSeen } from "../shared/seen";
import { Albums } from "./albums";
import { albumsIn, wayTo } from "./albums-of";
import { printWithPictures } from "./print";
import { ChosenBar, Toolbar } from "./toolbar";
import { useSharedAlbums, useSharedPhotos } from "./use-shared-photos";

const CompareDialog = lazy(() => import("../../ui/photos/compare-dialog"));

/** Albums, and below them all photos by day; or one album. */
export function PhotosPage() {
  const project = useProjectId();
  const { folder, q } = usePlace();
  const albums = useSharedAlbums(project);
  const here = albums.data?.items.find(({ id }) => id === folder);
  const isGone = folder && albums.isSuccess && !albums.isFetching && !here;
  if (isGone || (albums.error && toProblem(albums.error).status === 404))
    return <Gone back="All photos" to={paths.photos(project)} />;
  const above = wayTo(albums.data?.items ?? [], here?.parent_id ?? null);
  return (
    <div className="stack">
      {folder ? (
        <div>
          <nav aria-label="Where you are">
            <ol className="crumbs">
              <li>
                <PortalLink exact href={paths.photos(project)}>
                  Photos
                </PortalLink>
              </li>
              {above.map(({ id, title }) => (
                <li key={id}>
                  <PortalLink href={paths.photos(project, id)}>{title}</PortalLink>
                </li>
              ))}
            </ol>
          </nav>
          {here ? (
            <PageTitle key={here.id} title={here.title} />
          ) : (
            <PageTitle title="Album">
              <span className="bone" style={{ width: "10rem" }} />
              <span className="visually-hidden">Album</span>
            </PageTitle>
          )}
        </div>
      ) : (
        <PageTitle title="Photos" />
      )}
      <Search
        key={`${project}/${folder}`}
        label="Search all photos"
        on={paths.photos(project, folder)}
      />
      <Photos key={folder ?? project} project={project} album={folder} q={q} />
    </div>
  );
}

function Photos({ project, album, q }: { project: string; album?: string; q?: string }) {
  const { query, items, photos } = useSharedPhotos(project, { album, q });
  const albums = useSharedAlbums(project);
  const all = albums.data?.items ?? [];
  const picking = usePicking(photos, JSON.stringify([project, album, q]));
  const opening = useOpening();
  const [compared, setCompared] = useState<[Photo, Photo] | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);

  const { hasNextPage, isFetching, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  useNearEnd(end, more, photos.length);
  useLightboxSoon();
  const isOpen = useOpenPhoto({ photos, id: opening.open, pages: query, drop: opening.close });
  useSeen(isOpen ? opening.open : undefined);
  const print = () => root.current && void printWithPictures(root.current);
  const inside = q ? [] : albumsIn(all, album ?? null);
  const gone = album ? (
    <Gone back="All photos" to={paths.photos(project)} />
  ) : (
    <Gone back="Home" to={paths.home(project)} />
  );

  return (
    <Answer query={query} bones={<PhotoBones />} gone={gone}>
      {() => (
        <div className="stack" ref={root}>
          <Albums albums={inside} all={all} photos={items} />
          {photos.length > 0 && !q && (
            <Toolbar
              project={project}
              album={album}
              albums={inside}
              picking={picking}
              print={print}
            />
          )}
          <p className="visually-hidden" role="status">
            {q && !isFetching && (photos.length === 0 ? "Nothing found" : "Photos found")}
          </p>
          {q && photos.length > 0 && <p className="quiet">Found in all photos</p>}
          {photos.length > 0 ? (
            <PhotoTimeline
              label="Photos by day"
              photos={photos}
              picking={picking}
              onOpen={opening.show}
              foot={captionOf}
            />
          ) : (
            inside.length === 0 && <Nothing q={q} album={album} />
          )}
          <div ref={end} />
          {query.isFetchNextPageError && (
            <>
              <TroubleNotice trouble={troubleOf(query.error)} />
              <Button busy={isFetching} onClick={() => void fetchNextPage()}>
                Show more
              </Button>
            </>
          )}
          {picking.active && (
            <ChosenBar project={project} picking={picking} compare={setCompared} />
          )}
          <Suspense fallback={null}>
            {isOpen && opening.open && (
              <LazyLightbox
                photos={photos}
                current={opening.open}
                onCurrent={opening.turnTo}
                onClose={opening.close}
                onNearEnd={more}
              />
            )}
          </Suspense>
          <Suspense fallback={null}>
            {compared && <CompareDialog photos={compared} onClose={() => setCompared(null)} />}
          </Suspense>
        </div>
      )}
    </Answer>
  );
}

function Nothing({ q, album }: { q?: string; album?: string }) {
  if (q)
    return (
      <p className="calm">
        No photo that is shared with you has “{q}” in its caption or name. Try another word, or a
        shorter one.
      </p>
    );
  if (album) return <p className="calm">There are no photos in this album at the moment.</p>;
  return (
    <p className="calm">
      No photos are shared with you yet. When your builder shares some, you find them here, by the
      day on which they were taken.
    </p>
  );
}
