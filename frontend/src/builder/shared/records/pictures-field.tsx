import { ActionIcon, Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import Camera from "lucide-react/icons/camera";
import ImagePlus from "lucide-react/icons/image-plus";
import X from "lucide-react/icons/x";
import { useEffect, useRef, useState } from "react";
import { deletePicture, updatePicture } from "../../../api/gen/sdk.gen";
import type { Picture } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { ConfirmDialog } from "../../../ui/confirm-dialog";
import { troubleOf } from "../../../ui/problem";
import { useDialog } from "../../../ui/use-dialog";
import { previewAddress } from "../../paths";
import type { WaitingPicture } from "../drafts/draft";
import classes from "./pictures-field.module.css";

const TYPES = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif";

/** The photos of a record that is being written: those on the server, and those on their way. */
export function PicturesField(props: {
  pictures: Picture[];
  waiting: WaitingPicture[];
  onAdd: (files: File[]) => void;
  onWaitingCaption: (key: string, caption: string) => void;
  onWaitingRemove: (key: string) => void;
  /** Something of those on the server has changed. */
  onChanged: () => void;
}) {
  const remove = useDialog<Picture>();
  return (
    <>
      {props.pictures.length + props.waiting.length > 0 && (
        <ul className={classes.grid}>
          {props.pictures.map((picture, index) => (
            <li key={picture.id} className={classes.picture}>
              <Sent picture={picture} />
              <Remove label={`Remove photo ${index + 1}`} onClick={() => remove.open(picture)} />
              <Caption
                label={`Caption of photo ${index + 1}`}
                caption={picture.caption ?? ""}
                save={async (caption) => {
                  await updatePicture({ path: { id: picture.id }, body: { caption } });
                  props.onChanged();
                }}
              />
            </li>
          ))}
          {props.waiting.map((picture) => (
            <li key={picture.key} className={classes.picture}>
              <Local file={picture.file} />
              <span className={classes.waits}>On its way</span>
              <Remove
                label={`Remove ${picture.name}`}
                onClick={() => props.onWaitingRemove(picture.key)}
              />
              <TextInput
                aria-label={`Caption of ${picture.name}`}
                placeholder="Caption"
                maxLength={2000}
                value={picture.caption}
                onChange={(event) => props.onWaitingCaption(picture.key, event.currentTarget.value)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.add}>
        <Choose icon={<Camera size={18} aria-hidden />} capture onFiles={props.onAdd}>
          Take a photo
        </Choose>
        <Choose icon={<ImagePlus size={18} aria-hidden />} onFiles={props.onAdd}>
          Choose photos
        </Choose>
      </div>
      <p className="visually-hidden" role="status">
        {props.waiting.length > 0 && `${plural(props.waiting.length, "photo")} on the way`}
      </p>
      {remove.value && (
        <ConfirmDialog
          key={remove.count}
          opened={remove.opened}
          onClose={remove.close}
          title="Remove this photo?"
          confirm="Remove"
          run={async () => {
            if (remove.value) await deletePicture({ path: { id: remove.value.id } });
            props.onChanged();
          }}
        >
          <p>It is deleted for good, with its caption.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Sent({ picture }: { picture: Picture }) {
  if (picture.preview !== "ready")
    return (
      <span className={`${classes.image} ${classes.blank}`}>
        {picture.preview === "pending" ? "Being prepared" : picture.file_name}
      </span>
    );
  return (
    <img
      className={classes.image}
      src={previewAddress(picture.file_id, "small")}
      alt={picture.caption ?? picture.file_name}
    />
  );
}

function Local({ file }: { file: Blob }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <img className={classes.image} src={address} alt="" />;
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon className={classes.remove} variant="default" aria-label={label} onClick={onClick}>
      <X size={18} aria-hidden />
    </ActionIcon>
  );
}

/** Saved when it is left; what could not be saved stays typed. */
function Caption(props: {
  label: string;
  caption: string;
  save: (caption: string | null) => Promise<void>;
}) {
  const [typed, setTyped] = useState(props.caption);
  const save = async () => {
    if (typed.trim() === props.caption) return;
    try {
      await props.save(typed.trim() || null);
    } catch (error) {
      notifications.show({ color: "red", message: troubleOf(error).title });
    }
  };
  return (
    <TextInput
      aria-label={props.label}
      placeholder="Caption"
      maxLength={2000}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save()}
    />
  );
}

function Choose(props: {
  icon: React.ReactNode;
  capture?: boolean;
  children: string;
  onFiles: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="default" leftSection={props.icon} onClick={() => input.current?.click()}>
        {props.children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.capture ? "image/*" : TYPES}
        capture={props.capture ? "environment" : undefined}
        multiple={!props.capture}
        aria-label={props.children}
        onChange={(event) => {
          props.onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
