import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  formLibraryOptions,
  getReportQueryKey,
  listFormTemplatesOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import { createFormTemplate, createReport } from "../../api/gen/sdk.gen";
import { Dialog } from "../../ui/dialog";
import { type Trouble, troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { paths } from "../paths";
import { useGo } from "../shared/app-link";
import { useMay } from "../shared/me";
import { useInvalidate } from "../shared/use-invalidate";
import classes from "./start-dialog.module.css";

/** Which form is filled in: the organisation's own first, then those that Lintel comes with. */
export default function StartDialog(props: {
  opened: boolean;
  onClose: () => void;
  projectId: string;
}) {
  const may = useMay();
  const go = useGo();
  const invalidate = useInvalidate();
  const queryClient = useQueryClient();
  const own = useQuery(listFormTemplatesOptions());
  const library = useQuery({ ...formLibraryOptions(), enabled: may("forms.manage") });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const start = async (templateId: () => Promise<string>) => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const { data } = await createReport({
        path: { id: props.projectId },
        body: { template_id: await templateId() },
        headers: { "Idempotency-Key": requestKey() },
      });
      queryClient.setQueryData(getReportQueryKey({ path: { id: data.id } }), data);
      await invalidate("items");
      props.onClose();
      void go(paths.report(props.projectId, data.id));
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  const fromLibrary = async (key: string) => {
    const headers = { "Idempotency-Key": requestKey() };
    const { data } = await createFormTemplate({ body: { library: key }, headers });
    await invalidate("forms");
    return data.id;
  };

  const names = new Set(own.data?.items.map(({ name }) => name));
  const shipped = library.data?.items.filter(({ name }) => !names.has(name)) ?? [];
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title="Fill in a form"
      trouble={trouble}
      footer={
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
      }
    >
      {own.isPending && <SkeletonRows rows={3} label="Loading forms" />}
      {own.error && <ErrorState error={own.error} retry={() => void own.refetch()} />}
      {own.data && own.data.items.length === 0 && shipped.length === 0 && (
        <p>There is no form yet. Someone who runs projects adds one in Settings, under Forms.</p>
      )}
      {own.data && own.data.items.length > 0 && (
        <ul className={classes.list} aria-label="Your forms">
          {own.data.items.map(({ id, name, description }) => (
            <Form
              key={id}
              name={name}
              about={description}
              onClick={() => void start(async () => id)}
            />
          ))}
        </ul>
      )}
      {shipped.length > 0 && (
        <>
          <h3>From the library</h3>
          <ul className={classes.list} aria-label="Library">
            {shipped.map(({ key, name, description }) => (
              <Form
                key={key}
                name={name}
                about={description}
                onClick={() => void start(() => fromLibrary(key))}
              />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function Form(props: { name: string; about: string | null; onClick: () => void }) {
  return (
    <li>
      <button type="button" className={classes.form} onClick={props.onClick}>
        <span className={classes.name}>{props.name}</span>
        {props.about && <span className={classes.about}>{props.about}</span>}
      </button>
    </li>
  );
}
