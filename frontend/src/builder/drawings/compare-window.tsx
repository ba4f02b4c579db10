import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Columns2 from "lucide-react/icons/columns-2";
import { listVersionsOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Project, Version } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import Compare, { type Revision } from "../../ui/pdf/compare";
import { FullWindow } from "../../ui/pdf/full-window";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { type DrawingsPlace, fileAddress, paths } from "../paths";
import { useGo } from "../shared/app-link";
import { isViewable } from "../shared/item/kinds";
import { versionName } from "../shared/item/version-words";
import { projectQueries } from "../shared/project-queries";
import classes from "./compare-window.module.css";
import { revisionsToCompare } from "./revisions-to-compare";

/** Two revisions of the drawing that the address names, over the whole window. */
export default function CompareWindow(props: { project: Project; place: DrawingsPlace }) {
  const { project, place } = props;
  const id = place.compare ?? "";
  const go = useGo();
  const drawing = useQuery(projectQueries.drawing(id));
  const versions = useQuery(listVersionsOptions({ path: { id } }));
  const change = (next: Partial<DrawingsPlace>) =>
    void go(paths.drawings(project.id, { ...place, ...next }), {
      replace: true,
      resetScroll: false,
    });
  const close = () => change({ compare: undefined, older: undefined, newer: undefined });

  const shown = versions.data?.items.filter(isViewable) ?? [];
  const revisions = shown.map(revisionOf);
  const chosen = revisionsToCompare(shown, place.older, place.newer);
  const [older, newer] = (chosen ?? []).map(({ file_id }) =>
    revisions.find(({ id }) => id === file_id),
  );
  const name = drawing.data?.drawing?.number ?? "revisions";

  return (
    <FullWindow label={`Compare ${name}`} onClose={close}>
      {older && newer ? (
        <Compare
          title={[name, drawing.data?.title].filter(Boolean).join(" ")}
          revisions={revisions}
          older={older}
          newer={newer}
          onChoose={(older, newer) => change({ older: older.id, newer: newer.id })}
          onClose={close}
        />
      ) : (
        <div className={classes.waiting}>
          {versions.isPending && <SkeletonRows label="Loading the revisions" />}
          {versions.error && (
            <ErrorState error={versions.error} retry={() => void versions.refetch()} />
          )}
          {versions.data && (
            <EmptyState icon={<Columns2 />} title="There is nothing to compare yet">
              Two revisions that can be shown here are needed: PDF or pictures.
            </EmptyState>
          )}
          <Button variant="default" onClick={close}>
            Close
          </Button>
        </div>
      )}
    </FullWindow>
  );
}

const WORDS = { draft: "draft", published: "current", superseded: "superseded" };

function revisionOf(version: Version): Revision {
  const { file_id, media_type, issued_on, state } = version;
  return {
    id: file_id,
    name: versionName({ kind: "drawing" }, version),
    detail: [issued_on && shortDate(issued_on), WORDS[state]].filter(Boolean).join(", "),
    url: fileAddress(file_id, false),
    download: fileAddress(file_id, true),
    mediaType: media_type,
  };
}
