import { Button, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import ChevronLeft from "lucide-react/icons/chevron-left";
import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { fieldErrors } from "../../api/errors";
import { getFormTemplateOptions } from "../../api/gen/@tanstack/react-query.gen";
import { createFormTemplate, updateFormTemplate } from "../../api/gen/sdk.gen";
import type { FormTemplate, Section } from "../../api/gen/types.gen";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { ErrorState, SkeletonRows, TroubleAlert } from "../../ui/states";
import { paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { ifMatch } from "../shared/if-match";
import classesOfPage from "../shared/records/record-page.module.css";
import { useEdit } from "../shared/use-edit";
import { moved, newField, newSection } from "./draft-form";
import { FieldEditor } from "./field-editor";
import classes from "./forms.module.css";

/** One form: its sections and questions, which make its next revision when they are saved. */
export function FormPage() {
  const { formId } = useParams({ strict: false }) as { formId: string };
  const isNew = formId === "new";
  const query = useQuery({
    ...getFormTemplateOptions({ path: { id: formId } }),
    enabled: !isNew,
  });
  return (
    <>
      <AppLink href={paths.forms()} className={classesOfPage.back}>
        <ChevronLeft size={18} aria-hidden /> Forms
      </AppLink>
      {isNew || query.data ? (
        <FormEditor key={query.data?.id ?? "new"} form={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : (
        <SkeletonRows label="Loading the form" />
      )}
    </>
  );
}

function FormEditor({ form }: { form: FormTemplate | undefined }) {
  const go = useGo();
  const edit = useEdit("forms");
  const [name, setName] = useState(form?.name ?? "");
  const [description, setDescription] = useState(form?.description ?? "");
  const [sections, setSections] = useState<Section[]>(form?.sections ?? [newSection()]);
  const [base, setBase] = useState(form?.version);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const errors = fieldErrors(error);
  const setSection = (at: number, part: Partial<Section>) =>
    setSections(sections.map((one, index) => (index === at ? { ...one, ...part } : one)));

  const save = async () => {
    setBusy(true);
    setError(null);
    const body = { name, description: description || null, sections };
    try {
      if (form && base !== undefined) {
        const path = { id: form.id };
        const { data } = await edit(() =>
          updateFormTemplate({ path, body, headers: ifMatch(base) }),
        );
        setBase(data.version);
        notifications.show({ message: `Saved as revision ${data.revision}.` });
      } else {
        const headers = { "Idempotency-Key": requestKey() };
        const { data } = await edit(() => createFormTemplate({ body, headers }));
        notifications.show({ message: "The form is made." });
        void go(paths.form(data.id), { replace: true });
      }
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={classes.page}>
      <PageHeader
        title={form?.name ?? "New form"}
        below={
          form &&
          `Revision ${form.revision}. Reports that are there keep the questions they were made with.`
        }
      />
      <Panel>
        <TextInput
          label="Name"
          mb="sm"
          value={name}
          error={errors["/name"]}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="What it is for"
          rows={2}
          value={description}
          error={errors["/description"]}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
      </Panel>
      {sections.map((section, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name but their place
        <Panel key={at}>
          <div className={classes.section}>
            <TextInput
              label={`Section ${at + 1}`}
              value={section.title}
              error={errors[`/sections/${at}/title`]}
              onChange={(event) => setSection(at, { title: event.currentTarget.value })}
            />
            <ol className={classes.fields}>
              {section.fields.map((field, index) => (
                <FieldEditor
                  key={field.id}
                  field={field}
                  name={`question ${index + 1}`}
                  at={`/sections/${at}/fields/${index}`}
                  errors={errors}
                  onChange={(next) => setSection(at, { fields: section.fields.with(index, next) })}
                  onMove={(by) => setSection(at, { fields: moved(section.fields, index, by) })}
                  onDuplicate={() =>
                    setSection(at, {
                      fields: section.fields.toSpliced(index + 1, 0, {
                        ...field,
                        id: newField().id,
                      }),
                    })
                  }
                  onRemove={() => setSection(at, { fields: section.fields.toSpliced(index, 1) })}
                />
              ))}
            </ol>
            <div className={classes.tools}>
              <Button
                variant="default"
                leftSection={<Plus size={18} aria-hidden />}
                onClick={() => setSection(at, { fields: [...section.fields, newField()] })}
              >
                Add a question
              </Button>
              <Button
                variant="subtle"
                color="gray"
                onClick={() => setSections(moved(sections, at, -1))}
              >
                Move up
              </Button>
              <Button
                variant="subtle"
                color="gray"
                onClick={() => setSections(sections.toSpliced(at, 1))}
              >
                Remove the section
              </Button>
            </div>
          </div>
        </Panel>
      ))}
      {error ? <TroubleAlert trouble={troubleOf(error)} /> : null}
      <div className={classes.end}>
        <Button variant="default" onClick={() => setSections([...sections, newSection()])}>
          Add a section
        </Button>
        <Button loading={busy} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
