import { Switch } from "@mantine/core";
import { useState } from "react";
import type { Organisation } from "../../api/gen/types.gen";
import { type Trouble, troubleOf } from "../../ui/problem";
import { TroubleAlert } from "../../ui/states";
import { useSaveOrganisation } from "./use-save-organisation";

/** Whether clients learn where photos were taken ([M4]); it acts at once. */
export function PhotoLocation({ organisation }: { organisation: Organisation }) {
  const save = useSaveOrganisation();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const set = async (on: boolean) => {
    setBusy(true);
    setTrouble(null);
    try {
      await save(organisation.version, { share_photo_location: on });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Switch
        label="Show clients where photos were taken"
        description={
          organisation.share_photo_location
            ? "On: clients see the place of a photo, and the photos they download have it in them."
            : "Off: the place that a phone writes into its photos stays with your team. Clients neither see it nor find it in what they download."
        }
        checked={organisation.share_photo_location}
        disabled={busy}
        onChange={(event) => void set(event.currentTarget.checked)}
      />
      {trouble && <TroubleAlert trouble={trouble} />}
    </>
  );
}
