import { Button, Checkbox, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import CopyIcon from "lucide-react/icons/copy";
import { useEffect, useRef, useState } from "react";
import { fieldErrors } from "../../api/errors";
import { getDailyLogQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { getDailyLog, submitDailyLog } from "../../api/gen/sdk.gen";
import type { DailyLog, Project } from "../../api/gen/types.gen";
import { dayIn } from "../../lib/zones";
import { Panel } from "../../ui/panel";
import { type Trouble, troubleOf } from "../../ui/problem";
import { TroubleAlert } from "../../ui/states";
import type { DraftQueue } from "../shared/drafts/draft-queue";
import { SaveState } from "../shared/drafts/save-state";
import { useQueueState } from "../shared/drafts/use-draft";
import { useMe } from "../shared/me";
import { PicturesField } from "../shared/records/pictures-field";
import bar from "../shared/records/writing.module.css";
import { useInvalidate } from "../shared/use-invalidate";
import classes from "./log-editor.module.css";
import { OtherLists, WorkLists } from "./log-lists";
import type { LogFields } from "./log-transport";
import { SameDay } from "./same-day";
import { suggestionsOf, useEarlierLogs } from "./use-suggestions";
import { WeatherFields } from "./weather-fields";

/** A log that is being written: one column, for one thumb. */
export function LogEditor(props: {
  project: Project;
  /** As the server has it; nothing yet of one that has just been begun. */
  log: DailyLog | undefined;
  queue: DraftQueue<LogFields>;
}) {
  const { project, log, queue } = props;
  const { draft, state } = useQueueState(queue);
  const { organisation } = useMe();
  const today = dayIn(Date.now(), organisation.timezone);
  const value: LogFields = { ...written(log, today), ...draft.fields };
  const queryClient = useQueryClient();
  const invalidate = useInvalidate();
  const earlier = useEarlierLogs(project.id, value.day, log?.id ?? "");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLDivElement>(null);
  const errors = fieldErrors(state.is === "refused" ? state.error : error);
  const write = (fields: Partial<LogFields>) => {
    setError(null);
    queue.write(fields);
  };
  const refresh = () =>
    queryClient.invalidateQueries({
      queryKey: getDailyLogQueryKey({ path: { id: draft.id ?? "" } }),
    });

  useEffect(() => {
    if (log) queue.standOn(log.id, log.version);
  }, [log, queue]);

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      // A log of nothing is none: with its day it is there, and what is missing can be named.
      if (draft.id === null) queue.write({ day: value.day });
      await queue.sent();
      const { id } = queue.draft;
      const { data } = await submitDailyLog({ path: { id: id ?? "" } });
      queryClient.setQueryData(getDailyLogQueryKey({ path: { id: data.id } }), data);
      await invalidate("items");
    } catch (caught) {
      setError(caught);
      window.setTimeout(() => {
        const first = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
        first?.focus();
        first?.scrollIntoView({ block: "center" });
      });
    } finally {
      setBusy(false);
    }
  };

  const [yesterday] = earlier.data ?? [];
  const isBlank = value.work.length + value.time_cards.length + value.visitors.length === 0;
  const trouble = error ? troubleOf(error) : null;
  return (
    <div ref={form} className={classes.editor}>
      <div className={bar.bar}>
        <SaveState draft={draft} state={state} />
        <Button loading={busy} onClick={() => void submit()}>
          Submit
        </Button>
      </div>
      {state.is === "conflict" && (
        <Conflict
          resolve={async (keep) => {
            const { data } = await getDailyLog({ path: { id: draft.id ?? "" } });
            queryClient.setQueryData(getDailyLogQueryKey({ path: { id: data.id } }), data);
            queue.resolve(keep);
          }}
        />
      )}
      {trouble && <TroubleAlert trouble={inWords(trouble, errors)} />}
      {log && <SameDay log={log} onMerged={refresh} />}
      <div className={classes.top}>
        <TextInput
          type="date"
          label="Day"
          max="9999-12-31"
          value={value.day}
          error={errors["/day"]}
          onChange={({ currentTarget: { value } }) => value && write({ day: value })}
        />
        {isBlank && yesterday && (
          <Button
            variant="default"
            leftSection={<CopyIcon size={18} aria-hidden />}
            onClick={() =>
              write({
                work: yesterday.work,
                time_cards: yesterday.time_cards,
                visitors: yesterday.visitors,
              })
            }
          >
            Copy from the log before
          </Button>
        )}
      </div>
      <WeatherFields
        weather={value.weather}
        onChange={(weather) => write({ weather })}
        errors={errors}
      />
      <WorkLists
        value={value}
        write={write}
        errors={errors}
        suggestions={suggestionsOf(earlier.data ?? [])}
      />
      <Panel title="Photos">
        <PicturesField
          pictures={log?.pictures ?? []}
          waiting={draft.pictures}
          onAdd={(files) => {
            if (draft.id === null) queue.write({ day: value.day });
            queue.addPictures(
              files.map((file) => ({ file, name: file.name || "photo.jpg", caption: "" })),
            );
          }}
          onWaitingCaption={(key, caption) => queue.changePicture(key, caption)}
          onWaitingRemove={(key) => queue.dropPicture(key)}
          onChanged={() => void refresh()}
        />
      </Panel>
      <OtherLists
        value={value}
        write={write}
        errors={errors}
        suggestions={suggestionsOf(earlier.data ?? [])}
      />
      <Panel title="For clients">
        <Checkbox
          label="Leave out people and hours"
          description="Clients who see this log do not get the time cards."
          checked={value.hide_time_cards}
          onChange={(event) => write({ hide_time_cards: event.currentTarget.checked })}
        />
      </Panel>
      <div className={classes.end}>
        <SaveState draft={draft} state={state} />
      </div>
    </div>
  );
}

function Conflict({ resolve }: { resolve: (keep: "ours" | "theirs") => Promise<void> }) {
  return (
    <div role="alert" className={bar.notice}>
      Somebody else has changed this log while you wrote.
      <span className={classes.conditions}>
        <Button variant="default" onClick={() => void resolve("theirs")}>
          Take theirs
        </Button>
        <Button variant="default" onClick={() => void resolve("ours")}>
          Keep mine
        </Button>
      </span>
    </div>
  );
}

function written(log: DailyLog | undefined, today: string): LogFields {
  if (log) {
    const { day, weather, work, time_cards, deliveries, visitors, notes, incidents } = log;
    const { hide_time_cards } = log;
    return {
      day,
      weather,
      work,
      time_cards,
      deliveries,
      visitors,
      notes,
      incidents,
      hide_time_cards,
    };
  }
  return {
    day: today,
    weather: {
      conditions: null,
      low: null,
      high: null,
      rain_mm: null,
      wind_kmh: null,
      note: null,
    },
    work: [],
    time_cards: [],
    deliveries: [],
    visitors: [],
    notes: [],
    incidents: [],
    hide_time_cards: false,
  };
}

/** What stands at a field is not said twice; how much there is to mend is. */
function inWords(trouble: Trouble, errors: Record<string, string>): Trouble {
  const fields = Object.keys(errors).filter((pointer) => pointer !== "").length;
  if (fields === 0) return { ...trouble, title: errors[""] ? "Not submitted" : trouble.title };
  const title = fields === 1 ? "One thing is missing" : `${fields} things are missing`;
  return { ...trouble, title, errors: [], detail: "It is marked below." };
}
