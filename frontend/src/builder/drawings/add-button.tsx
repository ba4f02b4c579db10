import { Button } from "@mantine/core";
import Upload from "lucide-react/icons/upload";
import { useRef } from "react";

/** Chooses the files of drawings; what is said of them comes after. */
export function AddButton(props: {
  variant: "filled" | "default";
  onFiles: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant={props.variant}
        leftSection={<Upload size={18} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        Add drawings
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files of drawings"
        onChange={({ currentTarget }) => {
          const files = Array.from(currentTarget.files ?? []);
          currentTarget.value = "";
          if (files.length > 0) props.onFiles(files);
        }}
      />
    </>
  );
}
