import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import CalendarRange from "lucide-react/icons/calendar-range";
import { useState } from "react";
import { createSchedule } from "../../api/gen/sdk.gen";
import type { Edit } from "../../api/gen/types.gen";
import { type Trouble, troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { EmptyState, ErrorState, SkeletonRows, TroubleAlert } from "../../ui/states";
import { useMay } from "../shared/me";
import { projectQueries } from "../shared/project-queries";
import { useProject } from "../shared/use-project";
import { Planner } from "./planner";
import { houseOf } from "./starter";
import { useSchedule } from "./use-schedule";

/** The schedule of a project: begun, planned and published. */
export function SchedulePage() {
  const project = useProject();
  const may = useMay();
  const query = useQuery(projectQueries.schedule(project.id));
  const actions = useSchedule(project.id);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const begin = async (edits: Edit[]) => {
    setBusy(true);
    setTrouble(null);
    try {
      const { data } = await createSchedule({
        path: { id: project.id },
        body: { edits },
        headers: { "Idempotency-Key": requestKey() },
      });
      actions.show(data);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };

  if (query.isPending) return <SkeletonRows label="Loading the schedule" />;
  if (query.error && !query.data)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const { schedule } = query.data;
  if (schedule) return <Planner project={project} schedule={schedule} actions={actions} />;
  const start = project.starts_on
    ? [{ op: "start", starts_on: project.starts_on } satisfies Edit]
    : [];
  return (
    <>
      <EmptyState
        icon={<CalendarRange />}
        title="No schedule yet"
        action={
          may("content.write") && (
            <>
              <Button loading={busy} onClick={() => void begin([...start, ...houseOf()])}>
                Start from a house
              </Button>
              <Button variant="default" loading={busy} onClick={() => void begin(start)}>
                Start empty
              </Button>
            </>
          )
        }
      >
        Tasks in groups, what waits for what, and the days that follow. Clients see it once you
        publish it and share it, and never your draft.
      </EmptyState>
      {trouble && <TroubleAlert trouble={trouble} />}
    </>
  );
}
