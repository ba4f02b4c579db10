import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  listDailyLogs,
  listDocuments,
  listDrawings,
  listPhotos,
  listReports,
} from "../../api/gen/sdk.gen";
import type { Item, Project } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { Dialog } from "../../ui/dialog";
import { SearchField } from "../../ui/search-field";
import { ErrorState, SkeletonRows } from "../../ui/states";
import toolbar from "../../ui/toolbar.module.css";
import { itemName } from "../shared/item/item-name";
import { ClientBadge } from "../shared/sharing/client-badge";
import classes from "./updates.module.css";

const SECTIONS = {
  documents: ["Documents", listDocuments],
  drawings: ["Drawings", listDrawings],
  photos: ["Photos", listPhotos],
  daily_logs: ["Daily logs", listDailyLogs],
  reports: ["Reports", listReports],
} as const;

type SectionName = keyof typeof SECTIONS;

/** Chooses things of the project to attach, with what clients see of them already. */
export default function AttachDialog(props: {
  project: Project;
  opened: boolean;
  onClose: () => void;
  attached: Item[];
  onAttach: (items: Item[]) => void;
}) {
  const { project } = props;
  const [section, setSection] = useState<SectionName>("documents");
  const [q, setQ] = useState("");
  const [chosen, setChosen] = useState<Item[]>([]);
  const list = useQuery({
    queryKey: ["attachable", project.id, section, q],
    queryFn: async (): Promise<Item[]> => {
      const query = { q: q || undefined, limit: 100 };
      const [, read] = SECTIONS[section];
      const { data } = await read({ path: { id: project.id }, query });
      return data.items;
    },
  });
  const known = new Set(props.attached.map(({ id }) => id));
  const items = list.data?.filter(({ id, kind }) => kind !== "folder" && !known.has(id)) ?? [];
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title="Attach from the project"
      size="lg"
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button
            disabled={chosen.length === 0}
            onClick={() => {
              props.onAttach(chosen);
              props.onClose();
            }}
          >
            {chosen.length > 0 ? `Attach ${plural(chosen.length, "thing")}` : "Attach"}
          </Button>
        </>
      }
    >
      <div className={toolbar.toolbar}>
        <NativeSelect
          aria-label="Section"
          data={Object.entries(SECTIONS).map(([value, [label]]) => ({ value, label }))}
          value={section}
          onChange={(event) => setSection(event.currentTarget.value as SectionName)}
        />
        <div className={toolbar.grow}>
          <SearchField label="Search" value={q} onChange={setQ} />
        </div>
      </div>
      {list.isPending && <SkeletonRows rows={3} label="Looking up what there is" />}
      {list.error && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p>Nothing here to attach.</p>}
      <ul className={classes.attachable}>
        {items.map((item) => (
          <li key={item.id}>
            <Checkbox
              label={itemName(item)}
              checked={chosen.some(({ id }) => id === item.id)}
              onChange={({ currentTarget: { checked } }) => {
                const others = chosen.filter(({ id }) => id !== item.id);
                setChosen(checked ? [...others, item] : others);
              }}
            />
            {item.shared.with === "nobody" ? (
              <span className={classes.quiet}>Not shared yet</span>
            ) : (
              <ClientBadge shared={item.shared} clients={project.clients} />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
