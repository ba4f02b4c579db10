import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { portalItemOptions } from "../../api/gen/@tanstack/react-query.gen";
import { shortDate } from "../../lib/dates";
import { PageTitle } from "../../ui/plain/page-title";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { PortalLink } from "../shared/link";
import { useProjectId } from "../shared/place";
import { UpdateContent } from "./update-content";

/** One update, to read. */
export function UpdatePage() {
  const project = useProjectId();
  const { update } = useParams({ strict: false }) as { update: string };
  const query = useQuery(portalItemOptions({ path: { id: update } }));
  return (
    <Answer
      query={query}
      bones={<BoneRows label="Loading the update" />}
      gone={<Gone back="All updates" to={paths.updates(project)} />}
    >
      {(item) => (
        <div className="stack">
          <nav aria-label="Where you are">
            <ol className="crumbs">
              <li>
                <PortalLink exact href={paths.updates(project)}>
                  Updates
                </PortalLink>
              </li>
            </ol>
          </nav>
          <PageTitle title={item.title} />
          <p className="quiet">{shortDate(item.dated_at)}</p>
          <UpdateContent item={item} />
        </div>
      )}
    </Answer>
  );
}
