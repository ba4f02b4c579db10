import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import MapPin from "lucide-react/icons/map-pin";
import { getOrganisationOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Item } from "../../api/gen/types.gen";
import { placeOf } from "../../ui/photos/photo";
import classes from "./photo-facts.module.css";

/** Where a photo was taken, to be copied into a map, and whether clients are told. */
export function PlaceOf({ photo }: { photo: Item["photo"] }) {
  const place = photo && placeOf(photo);
  const clipboard = useClipboard({ timeout: 2000 });
  const organisation = useQuery(getOrganisationOptions());
  if (!place) return null;
  return (
    <div className={classes.place}>
      <MapPin size={18} aria-hidden />
      <p className="tabular">
        <span className="visually-hidden">Taken at </span>
        {place}
      </p>
      <Button
        variant="default"
        leftSection={
          clipboard.copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />
        }
        onClick={() => clipboard.copy(place)}
      >
        {clipboard.copied ? "Copied" : "Copy place"}
      </Button>
      <p className={classes.note} aria-live="polite">
        {clipboard.error
          ? "The browser did not allow it. Select the numbers and copy them."
          : organisation.data &&
            (organisation.data.share_photo_location
              ? "Clients who see the photo see its place too."
              : "Clients do not see the place, and what they download does not have it.")}
      </p>
    </div>
  );
}
