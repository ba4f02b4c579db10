interface Typed {
  media_type: string | null;
  preview?: string;
}

export const isPdf = ({ media_type }: Typed) => media_type === "application/pdf";

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** What can be looked at on the whole screen: PDF, and pictures that browsers or the server can draw. */
export const isViewable = (file: Typed) =>
  isPdf(file) ||
  SHOWN.test(file.media_type ?? "") ||
  ((file.media_type ?? "").startsWith("image/") && file.preview === "ready");

/** Browsers draw these themselves; of others the server's large preview is shown. */
export const isDrawnByBrowsers = ({ media_type }: Typed) => SHOWN.test(media_type ?? "");
