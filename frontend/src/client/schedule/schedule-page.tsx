import { useQuery } from "@tanstack/react-query";
import { portalItemOptions, portalItemsOptions } from "../../api/gen/@tanstack/react-query.gen";
import { today } from "../../lib/today";
import { Button } from "../../ui/plain/button";
import { PageTitle } from "../../ui/plain/page-title";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { useProjectId } from "../shared/place";
import { CalendarCard } from "./calendar-card";
import { Chart } from "./chart";
import { frameOf } from "./frame";
import { WeekList } from "./week-list";
import { summaryOf } from "./words";

/** When what happens: a list by week on a phone, a chart where there is room and on paper. */
export function SchedulePage() {
  const project = useProjectId();
  const query = useQuery(
    portalItemsOptions({ path: { id: project }, query: { kind: "schedule", limit: 1 } }),
  );
  return (
    <div className="stack">
      <PageTitle title="Schedule" />
      <Answer query={query} bones={<Bones />} gone={<Gone back="Home" to={paths.home(project)} />}>
        {({ items: [item] }) =>
          item ? <Published key={item.id} project={project} id={item.id} /> : <Nothing />
        }
      </Answer>
    </div>
  );
}

const Bones = () => <BoneRows label="Loading the schedule" />;

const Nothing = () => (
  <p className="calm">
    No schedule is shared with you yet. When your builder publishes one, you find it here.
  </p>
);

function Published({ project, id }: { project: string; id: string }) {
  const query = useQuery(portalItemOptions({ path: { id } }));
  return (
    <Answer query={query} bones={<Bones />} gone={<Nothing />}>
      {({ schedule }) => {
        if (!schedule) return <Nothing />;
        const { tasks } = schedule;
        const frame = frameOf(tasks);
        const now = today();
        return (
          <>
            <div className="titled">
              <p className="quiet">{summaryOf(schedule)}</p>
              <Button onClick={() => window.print()}>Print</Button>
            </div>
            {frame ? (
              <>
                <WeekList tasks={tasks} today={now} />
                <Chart tasks={tasks} frame={frame} today={now} />
              </>
            ) : (
              <p className="calm">There are no dates in the schedule yet.</p>
            )}
            <CalendarCard project={project} />
          </>
        );
      }}
    </Answer>
  );
}
