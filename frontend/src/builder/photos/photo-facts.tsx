import { Button, Textarea, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { updatePhoto } from "../../api/gen/sdk.gen";
import type { Item } from "../../api/gen/types.gen";
import { momentOf, wallClock } from "../../lib/zones";
import { TroubleAlert } from "../../ui/states";
import { useSubmit } from "../../ui/use-submit";
import { ifMatch } from "../shared/if-match";
import { NewerVersion } from "../shared/newer-version";
import { useEdit } from "../shared/use-edit";
import { useVersioned } from "../shared/use-versioned";
import classes from "./photo-facts.module.css";
import { PlaceOf } from "./place-of";

const valuesOf = ({ version, title, photo }: Item, timeZone: string) => ({
  version,
  title,
  caption: photo?.caption ?? "",
  taken_at: photo?.taken_at ? wallClock(photo.taken_at, timeZone) : "",
});

/** What is said of a photo: caption, when and where it was taken. */
export function PhotoFacts(props: { item: Item; timeZone: string; mayEdit: boolean }) {
  const { item, timeZone } = props;
  return (
    <div className={classes.facts}>
      {props.mayEdit ? (
        <FactsForm key={item.id} item={item} timeZone={timeZone} />
      ) : (
        item.photo?.caption && <p className={classes.caption}>{item.photo.caption}</p>
      )}
      <PlaceOf photo={item.photo} />
    </div>
  );
}

function FactsForm({ item, timeZone }: { item: Item; timeZone: string }) {
  const edit = useEdit("items");
  const latest = valuesOf(item, timeZone);
  const form = useForm({
    initialValues: latest,
    validate: { title: isNotEmpty("Enter a name.") },
  });
  const { take, outdated } = useVersioned(form, latest);
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ version, ...values }) => {
    const body = {
      title: values.title.trim(),
      caption: values.caption.trim() || null,
      // A field without seconds would take away those of the camera.
      ...(values.taken_at !== latest.taken_at && {
        taken_at: values.taken_at ? momentOf(values.taken_at, timeZone) : null,
      }),
    };
    const { data } = await edit(() =>
      updatePhoto({ path: { id: item.id }, body, headers: ifMatch(version) }),
    );
    take(valuesOf(data, timeZone));
    notifications.show({ message: "The photo is saved." });
  });

  return (
    <form noValidate onSubmit={onSubmit} className={classes.form}>
      <Textarea label="Caption" rows={2} maxLength={2000} {...form.getInputProps("caption")} />
      <TextInput
        type="datetime-local"
        label="Taken"
        description={`By the clocks of ${timeZone.replaceAll("_", " ")}. Puts it under its day in the timeline.`}
        {...form.getInputProps("taken_at")}
      />
      <TextInput label="Name" autoComplete="off" {...form.getInputProps("title")} />
      {trouble && <TroubleAlert trouble={trouble} />}
      {outdated && !busy && <NewerVersion show={() => take(latest)} />}
      {form.isDirty() && (
        <Button type="submit" variant="default" loading={busy}>
          Save
        </Button>
      )}
    </form>
  );
}
