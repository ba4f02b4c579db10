import { Button, NativeSelect } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import FolderPlus from "lucide-react/icons/folder-plus";
import PencilRuler from "lucide-react/icons/pencil-ruler";
import Printer from "lucide-react/icons/printer";
import SearchX from "lucide-react/icons/search-x";
import { lazy, Suspense } from "react";
import type { Item } from "../../api/gen/types.gen";
import { disciplines, isDiscipline } from "../../ui/disciplines";
import { Panel } from "../../ui/panel";
import { SearchField } from "../../ui/search-field";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import toolbar from "../../ui/toolbar.module.css";
import { useDialog } from "../../ui/use-dialog";
import { type DrawingsPlace, paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useRemoval } from "../shared/item/use-removal";
import { useMay } from "../shared/me";
import { seenBy } from "../shared/sharing/seen-by";
import { DropZone } from "../shared/uploads/drop-zone";
import { useProject } from "../shared/use-project";
import { AddButton } from "./add-button";
import { DrawingDialogs, useDrawingDialogs } from "./drawing-dialogs";
import classes from "./drawings.module.css";
import { OpenDrawing } from "./open-drawing";
import { RegisterList } from "./register-list";
import { useDrawings } from "./use-drawings";
import { usePicked } from "./use-picked";
import { Way } from "./way";

const AddDrawingsDialog = lazy(() => import("./add-drawings-dialog"));
const CompareWindow = lazy(() => import("./compare-window"));

const DISCIPLINES = [
  { value: "", label: "All disciplines" },
  ...Object.entries(disciplines).map(([value, label]) => ({ value, label })),
];

export function Drawings() {
  const project = useProject();
  const place = useSearch({ strict: false }) as DrawingsPlace;
  const { folder, discipline, q } = place;
  const go = useGo();
  const writes = useMay()("content.write");
  const content = useDrawings(project.id, place);
  const picked = usePicked(content.items, JSON.stringify([project.id, folder, discipline, q]));
  const dialogs = useDrawingDialogs();
  const adding = useDialog<File[]>();
  const here = content.path.at(-1);

  const change = (next: DrawingsPlace, replace = true) =>
    go(paths.drawings(project.id, { ...place, ...next }), { replace, resetScroll: false });
  const close = () => void change({ item: undefined }, false);
  const removed = (items: Item[]) => {
    picked.clear();
    if (items.some(({ id }) => id === place.item)) close();
  };
  const acting = {
    project,
    folders: content.folders,
    dialogs,
    remove: useRemoval(project.id, dialogs.remove.open, removed),
    compare: (drawing: Item) => void change({ compare: drawing.id }, false),
  };

  if (content.isGone)
    return (
      <EmptyState
        icon={<PencilRuler />}
        title="This folder is not here any more"
        action={<AppLink href={paths.drawings(project.id)}>Go to all drawings</AppLink>}
      >
        Someone deleted it, or the link is old.
      </EmptyState>
    );

  return (
    <>
      {writes && (
        <DropZone
          target={{ into: here?.title ?? project.name, seenBy: seenBy(here?.shared, project) }}
          onFiles={(files) => adding.open(files.map(({ file }) => file))}
        />
      )}
      <div className={toolbar.toolbar}>
        <div className={toolbar.grow}>
          <SearchField
            label="Search numbers and titles"
            value={q ?? ""}
            onChange={(value) => void change({ q: value || undefined })}
          />
        </div>
        <NativeSelect
          aria-label="Discipline"
          value={discipline ?? ""}
          onChange={({ currentTarget: { value } }) =>
            void change({ discipline: isDiscipline(value) ? value : undefined })
          }
          data={DISCIPLINES}
        />
        <div className={classes.buttons}>
          <AppLink href={paths.drawingRegister(project.id, discipline)} className={classes.print}>
            <Printer size={18} aria-hidden />
            Register
          </AppLink>
          {writes && (
            <>
              <Button
                variant="default"
                leftSection={<FolderPlus size={18} aria-hidden />}
                onClick={() => dialogs.folder.open({ parent: here })}
              >
                New folder
              </Button>
              <AddButton variant="filled" onFiles={adding.open} />
            </>
          )}
        </div>
      </div>
      <Way projectId={project.id} path={content.path} place={place} />
      <Panel flush>
        {content.isPending && <SkeletonRows label="Loading drawings" />}
        {content.error && <ErrorState error={content.error} retry={content.retry} />}
        {!content.isPending && !content.error && content.items.length === 0 && (
          <Nothing place={place} inFolder={here} add={writes ? adding.open : null} />
        )}
        {!content.isPending && content.items.length > 0 && (
          <RegisterList {...acting} place={place} items={content.items} picked={picked} />
        )}
        <ShowMore pages={content.pages} />
      </Panel>
      <OpenDrawing {...acting} itemId={place.item} items={content.items} onClose={close} />
      {place.compare && (
        <Suspense fallback={null}>
          <CompareWindow key={place.compare} project={project} place={place} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        {adding.value && (
          <AddDrawingsDialog
            key={adding.count}
            opened={adding.opened}
            onClose={adding.close}
            project={project}
            folder={here}
            files={adding.value}
          />
        )}
      </Suspense>
      <DrawingDialogs
        project={project}
        items={content.items}
        folders={content.folders}
        dialogs={dialogs}
        onDone={picked.clear}
        onRemoved={removed}
      />
    </>
  );
}

function Nothing(props: {
  place: DrawingsPlace;
  inFolder: Item | undefined;
  add: ((files: File[]) => void) | null;
}) {
  const { q, discipline } = props.place;
  if (q || discipline)
    return (
      <EmptyState
        icon={<SearchX />}
        title={q ? `No drawing matches “${q}”` : "No drawing of this discipline"}
      >
        Looked through the numbers and titles of all drawings of this project
        {discipline ? ` that are ${disciplines[discipline].toLowerCase()}` : ""}.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<PencilRuler />}
      title={props.inFolder ? `“${props.inFolder.title}” is empty` : "No drawings yet"}
      action={props.add && <AddButton variant="default" onFiles={props.add} />}
    >
      {props.add
        ? "Drop drawings anywhere on this page, or choose them. Number, title and revision are read from the names of the files, such as “A-101 Ground floor plan rev B.pdf”."
        : "Drawings appear here once someone who runs the project adds them."}
    </EmptyState>
  );
}
