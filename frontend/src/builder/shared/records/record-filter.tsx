import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { SearchField } from "../../../ui/search-field";
import toolbar from "../../../ui/toolbar.module.css";
import type { RecordsPlace } from "../../paths";

/** Search and state of a list of records, and beside them what adds one. */
export function RecordFilter<Place extends RecordsPlace>(props: {
  label: string;
  place: Place;
  /** What a record is called that is not a draft any more, such as "Submitted". */
  done: string;
  go: (place: Place) => void;
  children?: ReactNode;
}) {
  const { place, go } = props;
  return (
    <div className={toolbar.toolbar}>
      <div className={toolbar.grow}>
        <SearchField
          label={props.label}
          value={place.q ?? ""}
          onChange={(words) => go({ ...place, q: words || undefined })}
        />
      </div>
      <NativeSelect
        aria-label="State"
        data={[
          { value: "", label: "All" },
          { value: "draft", label: "Drafts" },
          { value: "published", label: props.done },
        ]}
        value={place.state ?? ""}
        onChange={({ currentTarget: { value } }) =>
          go({ ...place, state: (value || undefined) as Place["state"] })
        }
      />
      {props.children}
    </div>
  );
}
