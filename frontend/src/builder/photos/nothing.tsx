import Images from "lucide-react/icons/images";
import SearchX from "lucide-react/icons/search-x";
import type { Item } from "../../api/gen/types.gen";
import { EmptyState } from "../../ui/states";
import type { FileWithPath } from "../shared/uploads/queue";
import { UploadButton } from "../shared/uploads/upload-button";
import { PHOTO_TYPES } from "./types";

/** Where there are no photos: what comes here, who adds it, and one thing to do. */
export function Nothing(props: {
  q: string | undefined;
  inAlbum: Item | undefined;
  /** Who sees at once what is put here. */
  seenBy: string | null;
  upload: ((files: FileWithPath[]) => void) | null;
}) {
  const { q, inAlbum, seenBy, upload } = props;
  if (q)
    return (
      <EmptyState icon={<SearchX />} title={`No photo matches “${q}”`}>
        The search looks at the captions and names of all photos of this project.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Images />}
      title={inAlbum ? `“${inAlbum.title}” has no photos` : "No photos yet"}
      action={
        upload && (
          <UploadButton
            variant="default"
            label="Choose photos"
            accept={PHOTO_TYPES}
            onFiles={upload}
          />
        )
      }
    >
      {upload
        ? `Drop photos anywhere on this page, or choose them. They stand by the day on which they were taken. ${
            seenBy
              ? `This album is shared: ${seenBy} will see them at once.`
              : "Clients see nothing until you share it."
          }`
        : "Photos of the site appear here once someone who works on the project uploads them."}
    </EmptyState>
  );
}
