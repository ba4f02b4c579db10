import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import Download from "lucide-react/icons/download";
import ZoomIn from "lucide-react/icons/zoom-in";
import { lazy, Suspense, useRef } from "react";
import { portalItemOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { PortalItemDetail } from "../../api/gen/types.gen";
import { fileSize } from "../../lib/bytes";
import { shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { disciplines } from "../../ui/disciplines";
import { PageTitle } from "../../ui/plain/page-title";
import { fileAddress, paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { PortalLink, useGo } from "../shared/link";
import { useProjectId } from "../shared/place";
import classes from "./drawing-page.module.css";
import { Large } from "./large";
import { RevisionNews } from "./revision-news";

const ViewerWindow = lazy(() => import("./viewer-window"));

const SOON = 3000;

/** One drawing as it holds now: what it replaces, whether it is to be acknowledged, and the sheet itself. */
export function DrawingPage() {
  const project = useProjectId();
  const { drawing: id = "" } = useParams({ strict: false }) as { drawing?: string };
  const query = useQuery({
    ...portalItemOptions({ path: { id } }),
    refetchInterval: ({ state }) => (state.data?.preview === "pending" ? SOON : false),
  });
  return (
    <div className="stack">
      <nav aria-label="Where you are">
        <ol className="crumbs">
          <li>
            <PortalLink exact href={paths.drawings(project)}>
              Drawings
            </PortalLink>
          </li>
          {query.data?.path.map(({ id, title }) => (
            <li key={id}>
              <PortalLink href={paths.drawings(project, id)}>{title}</PortalLink>
            </li>
          ))}
        </ol>
      </nav>
      <Answer
        query={query}
        bones={
          <>
            <PageTitle title="Drawing">
              <span className="bone" style={{ width: "14rem" }} />
              <span className="visually-hidden">Drawing</span>
            </PageTitle>
            <BoneRows rows={2} label="Loading the drawing" />
          </>
        }
        gone={<Gone back="All drawings" to={paths.drawings(project)} />}
      >
        {(item) => <Drawing key={item.id} item={item} />}
      </Answer>
    </div>
  );
}

const SHOWN = /^(application\/pdf|image\/(png|jpeg|gif|webp))$/;

function Drawing({ item }: { item: PortalItemDetail }) {
  const { drawing, file_id, project_id } = item;
  const { view } = useSearch({ strict: false }) as { view?: string };
  const go = useGo();
  const isShown = file_id !== null && SHOWN.test(item.media_type ?? "");
  /** Whether the step back in the browser's history leads out of the viewer. */
  const opened = useRef(false);
  const open = () => {
    opened.current = true;
    void go(paths.drawing(project_id, item.id, true));
  };
  const close = () => {
    if (opened.current) window.history.back();
    else void go(paths.drawing(project_id, item.id), { replace: true });
    opened.current = false;
  };
  if (!drawing) return <Gone back="All drawings" to={paths.drawings(project_id)} />;
  const asks = item.acknowledgement === "asked";

  return (
    <>
      <div>
        <PageTitle title={`${drawing.number} ${item.title}`} />
        <p className={classes.revision}>
          Revision {drawing.revision}
          {drawing.issued_on && `, ${shortDate(drawing.issued_on)}`}
        </p>
      </div>
      <RevisionNews item={item} />
      <Large item={item} onOpen={isShown ? open : undefined} />
      <div className={classes.buttons}>
        {isShown && (
          <button type="button" className={`button ${asks ? "" : "filled"}`} onClick={open}>
            <ZoomIn size={20} aria-hidden />
            Look at it closely
          </button>
        )}
        {file_id && (
          <a className="button" href={fileAddress(file_id, true)} download={item.file_name ?? ""}>
            <Download size={20} aria-hidden />
            Download
          </a>
        )}
      </div>
      <Facts item={item} />
      {view && isShown && file_id && (
        <Suspense fallback={null}>
          <ViewerWindow item={item} fileId={file_id} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

function Facts({ item: { drawing, pages, size } }: { item: PortalItemDetail }) {
  if (!drawing) return null;
  const file = [
    pages !== null && pages > 1 ? plural(pages, "page") : null,
    size !== null ? fileSize(size) : null,
  ].filter(Boolean);
  const facts: [string, string | null][] = [
    ["Note", drawing.note],
    ["Discipline", disciplines[drawing.discipline]],
    ["File", file.join(", ") || null],
  ];
  return (
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
  );
}
