import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Columns2 from "lucide-react/icons/columns-2";
import type { Item } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { disciplines } from "../../ui/disciplines";
import { ItemDrawer } from "../shared/item/item-drawer";
import { refetchOneWhilePending } from "../shared/item/pending-previews";
import { projectQueries } from "../shared/project-queries";
import classes from "./drawing-drawer.module.css";
import { type Acting, hasSeveral, useDrawingActions } from "./use-drawing-actions";

/** Everything about one drawing: what it is, its revisions, who sees it and who has seen which revision. */
export default function DrawingDrawer(
  props: Acting & {
    itemId: string;
    opened: boolean;
    onClose: () => void;
    /** As the list has it, until the latest is there. */
    listed: Item | undefined;
  },
) {
  const { project, folders } = props;
  const { data, error, refetch } = useQuery({
    ...projectQueries.drawing(props.itemId),
    ...refetchOneWhilePending,
    placeholderData: props.listed,
  });
  const actions = useDrawingActions(props);
  return (
    <ItemDrawer
      project={project}
      item={data}
      error={error}
      retry={() => void refetch()}
      opened={props.opened}
      onClose={props.onClose}
      through={folders.find(({ id }) => id === data?.shared.inherited_from)?.title}
      actions={data ? actions(data) : []}
    >
      {data && <Facts item={data} compare={() => props.compare(data)} />}
    </ItemDrawer>
  );
}

function Facts({ item, compare }: { item: Item; compare: () => void }) {
  const { drawing } = item;
  if (!drawing) return null;
  const facts: [string, string | null][] = [
    ["Number", drawing.number],
    ["Discipline", disciplines[drawing.discipline]],
    ["Current revision", drawing.revision ?? "None is published yet"],
    ["Issued", drawing.issued_on && shortDate(drawing.issued_on)],
    ["Note", drawing.note],
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {hasSeveral(item) && (
        <div>
          <Button
            variant="default"
            leftSection={<Columns2 size={18} aria-hidden />}
            onClick={compare}
          >
            Compare revisions
          </Button>
        </div>
      )}
    </>
  );
}
