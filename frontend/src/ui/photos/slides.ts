import type { Slide } from "yet-another-react-lightbox";
import { nameOf, type Photo, previewMeasures } from "./photo";

/** A photo as the lightbox kit knows it: the smallest preview that fills the screen, or the word that there is none. */
export function slideOf(photo: Photo): Slide {
  if (photo.preview !== "ready") return { type: "missing", photo };
  const medium = previewMeasures(photo, "medium");
  const large = previewMeasures(photo, "large");
  return {
    type: "image",
    photo,
    src: photo.address("large"),
    alt: nameOf(photo),
    thumbnail: photo.address("small"),
    ...large,
    ...(medium &&
      large && {
        srcSet: [
          { src: photo.address("medium"), ...medium },
          { src: photo.address("large"), ...large },
        ],
      }),
  };
}
