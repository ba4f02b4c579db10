import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { portalItemOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { PortalReportSection } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { Button } from "../../ui/plain/button";
import { PageTitle } from "../../ui/plain/page-title";
import { ReportSheet } from "../../ui/records/report-sheet";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { PortalLink } from "../shared/link";
import { PdfLink } from "../shared/pdf-link";
import { PICTURES } from "../shared/pictures";
import { useProjectId } from "../shared/place";

const picturesOf = ({ fields }: PortalReportSection) => fields.flatMap(({ pictures }) => pictures);

/** One report, to read and to print. */
export function ReportPage() {
  const project = useProjectId();
  const { report } = useParams({ strict: false }) as { report: string };
  const query = useQuery(portalItemOptions({ path: { id: report } }));
  return (
    <Answer
      query={query}
      bones={<BoneRows label="Loading the report" />}
      gone={<Gone back="All reports" to={paths.reports(project)} />}
    >
      {(item) => (
        <div className="stack">
          <nav aria-label="Where you are">
            <ol className="crumbs">
              <li>
                <PortalLink exact href={paths.reports(project)}>
                  Reports
                </PortalLink>
              </li>
            </ol>
          </nav>
          <div className="titled">
            <PageTitle title={item.title} />
            <PdfLink item={item} pictures={item.report?.sections.flatMap(picturesOf) ?? []} />
            <Button onClick={() => window.print()}>Print</Button>
          </div>
          {item.report && (
            <>
              <p className="quiet">
                {item.report.form}
                {item.report.completed_at && ` · completed ${shortDate(item.report.completed_at)}`}
              </p>
              <ReportSheet report={item.report} addresses={PICTURES} at={item.dated_at} />
            </>
          )}
        </div>
      )}
    </Answer>
  );
}
