import { Button, NativeSelect } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import FolderOpen from "lucide-react/icons/folder-open";
import FolderPlus from "lucide-react/icons/folder-plus";
import SearchX from "lucide-react/icons/search-x";
import { lazy, Suspense, useRef } from "react";
import type { Item, Project } from "../../api/gen/types.gen";
import { Panel } from "../../ui/panel";
import { SearchField } from "../../ui/search-field";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import toolbar from "../../ui/toolbar.module.css";
import { type DocumentsPlace, paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { type Remove, useRemoval } from "../shared/item/use-removal";
import { useMay } from "../shared/me";
import { DropZone } from "../shared/uploads/drop-zone";
import type { FileWithPath } from "../shared/uploads/queue";
import { UploadButton } from "../shared/uploads/upload-button";
import { useAddFiles } from "../shared/uploads/use-add-files";
import { useProject } from "../shared/use-project";
import { Breadcrumbs } from "./breadcrumbs";
import { DocumentDialogs, type DocumentDialogsState, useDocumentDialogs } from "./document-dialogs";
import { DocumentList } from "./document-list";
import classes from "./documents.module.css";
import { FolderTree } from "./folder-tree";
import { useFolderContent } from "./use-folder-content";
import { useSelection } from "./use-selection";

const DocumentDrawer = lazy(() => import("./document-drawer"));

export function Documents() {
  const project = useProject();
  const place = useSearch({ strict: false }) as DocumentsPlace;
  const { folder, q, sort } = place;
  const go = useGo();
  const may = useMay();
  const content = useFolderContent(project.id, place);
  const selection = useSelection(content.items, JSON.stringify([project.id, folder, q]));
  const dialogs = useDocumentDialogs();
  const close = () =>
    void go(paths.documents(project.id, { ...place, item: undefined }), { resetScroll: false });
  const removed = (items: Item[]) => {
    selection.clear();
    if (items.some(({ id }) => id === place.item)) close();
  };
  const remove = useRemoval(project.id, dialogs.remove.open, removed);
  const writes = may("content.write");
  const here = content.path.at(-1);
  const uploads = useAddFiles({
    project,
    kind: "document",
    folderId: folder,
    folders: content.folders,
  });

  const change = (next: DocumentsPlace, replace = true) =>
    go(paths.documents(project.id, { ...place, ...next }), { replace });

  if (content.isGone)
    return (
      <EmptyState
        icon={<FolderOpen />}
        title="This folder is not here any more"
        action={<AppLink href={paths.documents(project.id)}>Go to all documents</AppLink>}
      >
        Someone deleted it, or the link is old.
      </EmptyState>
    );

  return (
    <div className={classes.layout}>
      {writes && <DropZone target={uploads.target} onFiles={uploads.add} />}
      {uploads.dialog}
      <FolderTree
        projectId={project.id}
        folders={content.folders}
        current={q ? "" : (folder ?? null)}
        isPending={content.isPending}
      />
      <div className={classes.content}>
        <div className={toolbar.toolbar}>
          <div className={toolbar.grow}>
            <SearchField
              label="Search documents"
              value={q ?? ""}
              onChange={(value) => void change({ q: value || undefined })}
            />
          </div>
          <NativeSelect
            aria-label="Order"
            value={sort ?? "name"}
            onChange={(event) =>
              void change({ sort: event.currentTarget.value === "newest" ? "newest" : undefined })
            }
            data={[
              { value: "name", label: "By name" },
              { value: "newest", label: "Newest first" },
            ]}
          />
          {writes && (
            <div className={classes.adding}>
              <Button
                variant="default"
                leftSection={<FolderPlus size={18} aria-hidden />}
                onClick={() => dialogs.newFolder.open({ parent: here ?? null })}
              >
                New folder
              </Button>
              <UploadButton onFiles={uploads.add} />
            </div>
          )}
        </div>
        <Breadcrumbs projectId={project.id} path={content.path} q={q} />
        <Panel flush>
          {content.isPending && <SkeletonRows label="Loading documents" />}
          {content.error && <ErrorState error={content.error} retry={content.retry} />}
          {!content.isPending && !content.error && content.items.length === 0 && (
            <Nothing
              q={q}
              inFolder={here}
              seenBy={uploads.target.seenBy}
              upload={writes ? uploads.add : null}
            />
          )}
          {content.items.length > 0 && !content.isPending && (
            <DocumentList
              project={project}
              place={place}
              items={content.items}
              folders={content.folders}
              selection={selection}
              dialogs={dialogs}
              remove={remove}
            />
          )}
          <ShowMore pages={content.pages} />
        </Panel>
      </div>
      <OpenDocument
        project={project}
        place={place}
        items={content.items}
        folders={content.folders}
        dialogs={dialogs}
        remove={remove}
        close={close}
      />
      <DocumentDialogs
        project={project}
        items={content.items}
        folders={content.folders}
        dialogs={dialogs}
        onDone={selection.clear}
        onRemoved={removed}
      />
    </div>
  );
}

/** Keeps the last document while its drawer slides out. */
function OpenDocument(props: {
  project: Project;
  place: DocumentsPlace;
  items: Item[];
  folders: Item[];
  dialogs: DocumentDialogsState;
  remove: Remove;
  close: () => void;
}) {
  const { project, place } = props;
  const last = useRef<string | undefined>(undefined);
  last.current = place.item ?? last.current;
  const id = last.current;
  if (!id) return null;
  return (
    <Suspense fallback={null}>
      <DocumentDrawer
        project={project}
        itemId={id}
        opened={place.item !== undefined}
        onClose={props.close}
        listed={props.items.find((item) => item.id === id)}
        folders={props.folders}
        dialogs={props.dialogs}
        remove={props.remove}
      />
    </Suspense>
  );
}

function Nothing(props: {
  q: string | undefined;
  inFolder: Item | undefined;
  seenBy: string | null;
  upload: ((files: FileWithPath[]) => void) | null;
}) {
  if (props.q)
    return (
      <EmptyState icon={<SearchX />} title={`Nothing matches “${props.q}”`}>
        The search looks at the names of all documents and folders of this project.
      </EmptyState>
    );
  const seen = props.seenBy
    ? `This folder is shared: ${props.seenBy} will see at once what you put into it.`
    : "Clients see nothing until you share it.";
  return (
    <EmptyState
      icon={<FolderOpen />}
      title={props.inFolder ? `“${props.inFolder.title}” is empty` : "No documents yet"}
      action={
        props.upload && (
          <UploadButton label="Upload files" variant="default" onFiles={props.upload} />
        )
      }
    >
      {props.upload
        ? `Plans, permits, contracts: drop files or whole folders anywhere on this page, or choose them. ${seen}`
        : "Plans, permits and contracts appear here once someone who runs the project uploads them."}
    </EmptyState>
  );
}
