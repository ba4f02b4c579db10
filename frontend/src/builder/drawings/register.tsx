import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import ChevronLeft from "lucide-react/icons/chevron-left";
import Printer from "lucide-react/icons/printer";
import { useEffect } from "react";
import { listDrawingsInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Discipline, Item, Project } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { today } from "../../lib/today";
import { disciplines, isDiscipline } from "../../ui/disciplines";
import { PageHeader } from "../../ui/page-header";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { type DrawingsPlace, paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useMe } from "../shared/me";
import { allItems, pagesFrom } from "../shared/pages";
import { useProject } from "../shared/use-project";
import classes from "./register.module.css";

/** A day with its year: paper is read in other years too. */
const onPaper = (day: string) => shortDate(day, new Date(0));

const DISCIPLINES = [
  { value: "", label: "All disciplines" },
  ...Object.entries(disciplines).map(([value, label]) => ({ value, label })),
];

/** The drawings of a project on paper: which there are, and which revision of each holds. */
export function Register() {
  const project = useProject();
  const { discipline } = useSearch({ strict: false }) as Pick<DrawingsPlace, "discipline">;
  const go = useGo();
  const { drawings, isComplete, error, retry } = useAllDrawings(project.id, discipline);

  return (
    <>
      {/* While this page is open, the browser prints on A4 across. */}
      <style>{"@page { size: A4 landscape; margin: 12mm; }"}</style>
      <div data-screen>
        <PageHeader
          title="Drawing register"
          above={
            <AppLink href={paths.drawings(project.id)} className={classes.back}>
              <ChevronLeft size={18} aria-hidden />
              Drawings of {project.name}
            </AppLink>
          }
          actions={
            <>
              <NativeSelect
                aria-label="Discipline"
                value={discipline ?? ""}
                onChange={({ currentTarget: { value } }) =>
                  void go(
                    paths.drawingRegister(project.id, isDiscipline(value) ? value : undefined),
                    { replace: true },
                  )
                }
                data={DISCIPLINES}
              />
              <Button
                leftSection={<Printer size={18} aria-hidden />}
                disabled={!isComplete}
                onClick={() => window.print()}
              >
                Print
              </Button>
            </>
          }
        />
        {error && <ErrorState error={error} retry={retry} />}
        {!error && !isComplete && <SkeletonRows label="Loading all drawings" />}
      </div>
      {isComplete && <Sheet project={project} discipline={discipline} drawings={drawings} />}
    </>
  );
}

/** All of them: a register that ends somewhere in between is none. */
function useAllDrawings(projectId: string, discipline: Discipline | undefined) {
  const first = { path: { id: projectId }, query: { discipline, limit: 200 } };
  const pages = useInfiniteQuery({ ...listDrawingsInfiniteOptions(first), ...pagesFrom(first) });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return {
    drawings: allItems(pages.data).filter(({ kind }) => kind === "drawing"),
    isComplete: pages.isSuccess && !hasNextPage,
    error: pages.error,
    retry: () => void (pages.data ? fetchNextPage() : pages.refetch()),
  };
}

function Sheet(props: { project: Project; discipline: Discipline | undefined; drawings: Item[] }) {
  const { project, discipline, drawings } = props;
  const { organisation } = useMe();
  return (
    <article className={classes.sheet} data-sheet>
      <header className={classes.head}>
        <div>
          <p className={classes.builder}>{organisation.name}</p>
          <h2 className={classes.title}>
            Drawing register{discipline ? `: ${disciplines[discipline].toLowerCase()}` : ""}
          </h2>
        </div>
        <dl className={classes.facts}>
          <div>
            <dt>Project</dt>
            <dd>
              {project.name}
              {project.address && <span className={classes.address}>{project.address}</span>}
            </dd>
          </div>
          <div>
            <dt>Date</dt>
            <dd>{onPaper(today())}</dd>
          </div>
        </dl>
      </header>
      {drawings.length === 0 ? (
        <p>There is no drawing to list.</p>
      ) : (
        <section
          className={classes.scroll}
          aria-label="Drawings"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is scrolled, by the keyboard too
          tabIndex={0}
        >
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col">Title</th>
                <th scope="col">Discipline</th>
                <th scope="col">Revision</th>
                <th scope="col">Date</th>
                <th scope="col">Note</th>
              </tr>
            </thead>
            <tbody>
              {drawings.map(
                ({ id, title, drawing }) =>
                  drawing && (
                    <tr key={id}>
                      <th scope="row">{drawing.number}</th>
                      <td>{title}</td>
                      <td>{disciplines[drawing.discipline]}</td>
                      <td>{drawing.revision ?? "not published"}</td>
                      <td className={classes.date}>
                        {drawing.issued_on && onPaper(drawing.issued_on)}
                      </td>
                      <td>{drawing.note}</td>
                    </tr>
                  ),
              )}
            </tbody>
          </table>
        </section>
      )}
      <p className={classes.foot}>
        {plural(drawings.length, "drawing")}. Each is listed with the revision that holds on this
        date.
      </p>
    </article>
  );
}
