import { Button, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import ClipboardList from "lucide-react/icons/clipboard-list";
import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import {
  formLibraryOptions,
  listFormTemplatesOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import { createFormTemplate, updateFormTemplate } from "../../api/gen/sdk.gen";
import type { FormTemplate } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { requestKey } from "../../ui/request-key";
import { RowMenu } from "../../ui/row-menu";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useEdit } from "../shared/use-edit";
import classes from "./forms.module.css";

/** The organisation's forms, and those that Lintel comes with. */
export function Forms() {
  const go = useGo();
  const edit = useEdit("forms");
  const [archived, setArchived] = useState(false);
  const own = useQuery(listFormTemplatesOptions({ query: { archived } }));
  const library = useQuery(formLibraryOptions());
  const forms = own.data?.items ?? [];
  const names = new Set(forms.map(({ name }) => name));
  const shipped = archived
    ? []
    : (library.data?.items.filter(({ name }) => !names.has(name)) ?? []);
  return (
    <>
      <PageHeader
        title="Forms"
        below="Checklists and inspections that are filled in on site and shared as reports."
        actions={
          <Button
            leftSection={<Plus size={18} aria-hidden />}
            onClick={() => void go(paths.form("new"))}
          >
            New form
          </Button>
        }
      />
      <Switch
        mb="md"
        label="Show archived forms"
        checked={archived}
        onChange={(event) => setArchived(event.currentTarget.checked)}
      />
      {own.isPending && <SkeletonRows label="Loading forms" />}
      {own.error && <ErrorState error={own.error} retry={() => void own.refetch()} />}
      {own.data && forms.length === 0 && (
        <EmptyState
          icon={<ClipboardList />}
          title={archived ? "No form is archived" : "No forms of your own yet"}
        >
          {archived
            ? "An archived form makes no new reports; those that are there stay."
            : "Take one from the library below and make it yours, or begin with an empty one."}
        </EmptyState>
      )}
      {forms.length > 0 && (
        <Panel flush>
          <ul className={classes.list}>
            {forms.map((form) => (
              <li key={form.id} className={classes.row}>
                <span className={classes.words}>
                  <AppLink href={paths.form(form.id)}>{form.name}</AppLink>
                  <span className={classes.meta}>{metaOf(form)}</span>
                </span>
                <RowMenu
                  label={`Actions for ${form.name}`}
                  groups={[
                    [
                      {
                        label: form.archived ? "Use it again" : "Archive",
                        icon: <ClipboardList />,
                        run: () =>
                          void edit(() =>
                            updateFormTemplate({
                              path: { id: form.id },
                              body: { archived: !form.archived },
                            }),
                          ),
                      },
                    ],
                  ]}
                />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {shipped.length > 0 && (
        <Panel title="Library" flush>
          <ul className={classes.list}>
            {shipped.map((form) => (
              <li key={form.key} className={classes.row}>
                <span className={classes.words}>
                  <strong>{form.name}</strong>
                  <span className={classes.meta}>{form.description}</span>
                </span>
                <Button
                  variant="default"
                  onClick={() =>
                    void edit(async () => {
                      const headers = { "Idempotency-Key": requestKey() };
                      const body = { library: form.key };
                      const { data } = await createFormTemplate({ body, headers });
                      void go(paths.form(data.id));
                    })
                  }
                >
                  Use<span className="visually-hidden"> {form.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function metaOf(form: FormTemplate): string {
  const fields = form.sections.reduce((sum, { fields }) => sum + fields.length, 0);
  return [
    plural(fields, "question"),
    form.used > 0 && plural(form.used, "report"),
    `revision ${form.revision}, ${form.updated_by}, ${shortDate(form.updated_at)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
