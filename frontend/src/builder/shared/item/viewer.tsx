import { lazy, Suspense } from "react";
import { createPortal } from "react-dom";
import type { Item } from "../../../api/gen/types.gen";
import { FullWindow } from "../../../ui/pdf/full-window";
import { Opening } from "../../../ui/pdf/states";
import { useDialog } from "../../../ui/use-dialog";
import { fileAddress, previewAddress } from "../../paths";
import { isDrawnByBrowsers, isPdf } from "./kinds";

const PdfViewer = lazy(() => import("../../../ui/pdf/pdf-viewer"));

/** A file on the whole screen. */
export interface Viewed extends Pick<Item, "file_id" | "media_type" | "preview"> {
  title: string;
  /** What stands below the title, as in "Version 2". */
  detail?: string;
}

export const useViewer = () => useDialog<Viewed>();

/** Shows a PDF or a picture on the whole screen; what browsers cannot draw, as the server has drawn it. */
export function ViewerDialog({ viewer }: { viewer: ReturnType<typeof useViewer> }) {
  const { value, opened, close } = viewer;
  if (!value?.file_id || !opened) return null;
  const { file_id, title, detail } = value;
  const poster = value.preview === "ready" ? previewAddress(file_id, "large") : undefined;
  const source =
    isPdf(value) || isDrawnByBrowsers(value)
      ? { url: fileAddress(file_id, false), mediaType: value.media_type }
      : { url: previewAddress(file_id, "large"), mediaType: "image/jpeg" };

  // Outside of the drawer that it is opened from, which would keep the keyboard to itself.
  return createPortal(
    <FullWindow label={title} onClose={close}>
      <Suspense fallback={<Opening title={title} poster={poster} />}>
        <PdfViewer
          source={source}
          title={title}
          detail={detail}
          download={fileAddress(file_id, true)}
          poster={poster}
          onClose={close}
        />
      </Suspense>
    </FullWindow>,
    document.body,
  );
}
