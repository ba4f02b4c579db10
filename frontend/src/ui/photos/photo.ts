/** A photo as the grid, the timeline and the lightbox know it; each app makes it from its own items. */
export interface Photo {
  id: string;
  title: string;
  caption: string | null;
  /** The moment by which it is put in order: when it was taken, as far as that is known. */
  at: string;
  isNew: boolean;
  /** Where it was taken, in words for people; null when that is not known or not told. */
  place: string | null;
  preview: PhotoPreview;
  width: number | null;
  height: number | null;
  /** Where its previews are; asked for only when `preview` is ready. */
  address: (size: PreviewSize) => string;
  /** Where the file itself is, sent as an attachment; null when there is none. */
  download: string | null;
}

export type PreviewSize = "small" | "medium" | "large";
export type PhotoPreview = "none" | "pending" | "ready" | "failed";

/** The longest side of each preview, in pixels. */
const LONGEST: Record<PreviewSize, number> = { small: 320, medium: 960, large: 1920 };

type Size = Pick<Photo, "width" | "height">;

/** Wide or tall as the picture is, but no ribbon: what the grid can show without a hole. */
export function gridRatio({ width, height }: Size): number {
  if (!width || !height) return 4 / 3;
  return Math.min(2.2, Math.max(0.6, width / height));
}

/** The measures of a preview; a picture that is smaller than it is not made larger. */
export function previewMeasures({ width, height }: Size, size: PreviewSize) {
  if (!width || !height) return null;
  const scale = Math.min(1, LONGEST[size] / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

interface Place {
  latitude: number | null;
  longitude: number | null;
}

/** "-37.78500, 144.98100", as maps take it. */
export function placeOf({ latitude, longitude }: Place): string | null {
  if (latitude === null || longitude === null) return null;
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

/** What a photo is called where it cannot be seen. */
export const nameOf = ({ caption, title }: Pick<Photo, "caption" | "title">): string =>
  caption?.trim() || `Photo ${title}`;

/** Why there is no picture, in a word. */
export const WORDS: Record<Exclude<PhotoPreview, "ready">, string> = {
  pending: "Being prepared",
  failed: "No preview",
  none: "No preview",
};
