import { Button, Menu } from "@mantine/core";
import ChevronDown from "lucide-react/icons/chevron-down";
import FilePlus from "lucide-react/icons/file-plus";
import FolderUp from "lucide-react/icons/folder-up";
import Upload from "lucide-react/icons/upload";
import { useRef } from "react";
import { chosenFiles } from "./chosen";
import type { FileWithPath } from "./queue";
import classes from "./upload-button.module.css";

/** React's types do not know it; every browser does. */
export const WHOLE_FOLDER = { webkitdirectory: "" };

/** Chooses files, or a whole folder with all that is in it. */
export function UploadButton(props: {
  /** Defaults to "Upload". */
  label?: string;
  /** What the chooser offers, as in "image/*". */
  accept?: string;
  variant?: "filled" | "default";
  onFiles: (files: FileWithPath[]) => void;
}) {
  const { label = "Upload", variant = "filled", onFiles } = props;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const input = {
    type: "file",
    multiple: true,
    hidden: true,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      onFiles(chosenFiles(currentTarget.files));
      currentTarget.value = "";
    },
  };

  return (
    <div className={classes.pair}>
      <Button
        variant={variant}
        className={classes.files}
        leftSection={<Upload size={18} aria-hidden />}
        onClick={() => files.current?.click()}
      >
        {label}
      </Button>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant={variant}
            px="sm"
            className={classes.more}
            aria-label="More ways to upload"
          >
            <ChevronDown size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            className={classes.item}
            leftSection={<FilePlus size={18} aria-hidden />}
            onClick={() => files.current?.click()}
          >
            Choose files
          </Menu.Item>
          <Menu.Item
            className={classes.item}
            leftSection={<FolderUp size={18} aria-hidden />}
            onClick={() => folder.current?.click()}
          >
            Choose a folder
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input {...input} ref={files} accept={props.accept} aria-label="Files to upload" />
      <input {...input} {...WHOLE_FOLDER} ref={folder} aria-label="Folder to upload" />
    </div>
  );
}
