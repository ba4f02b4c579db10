import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import {
  portalGetCalendarOptions,
  portalGetCalendarQueryKey,
  portalMakeCalendarMutation,
  portalRemoveCalendarMutation,
} from "../../api/gen/@tanstack/react-query.gen";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { troubleOf } from "../../ui/problem";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { AddressField } from "./address-field";
import classes from "./calendar-card.module.css";
import { Sure } from "./sure";
import { useFocusFirst } from "./use-focus-first";

/** The schedule in the client's own calendar, at an address that only they have. */
export function CalendarCard({ project }: { project: string }) {
  const path = { path: { id: project } };
  const query = useQuery(portalGetCalendarOptions(path));
  const queryClient = useQueryClient();
  const keep = (url: string | null) =>
    queryClient.setQueryData(portalGetCalendarQueryKey(path), { url });
  const [said, setSaid] = useState("");
  /** Whether what stood under the finger has gone, so that the focus goes on to what came instead. */
  const [changed, setChanged] = useState(false);
  const tell = (url: string | null, words: string) => {
    keep(url);
    setChanged(true);
    setSaid(words);
  };
  const make = useMutation({
    ...portalMakeCalendarMutation(path),
    onSuccess: ({ url }) => tell(url, "Your address is ready."),
  });
  const remove = useMutation({
    ...portalRemoveCalendarMutation(path),
    onSuccess: () => tell(null, "The address is removed."),
  });
  const trouble = make.error ?? remove.error;
  const change = (mutation: typeof make | typeof remove) => {
    setSaid("");
    make.reset();
    remove.reset();
    mutation.mutate(path);
  };

  return (
    <section className={`card stack ${classes.card}`} aria-label="In your calendar">
      <h2>In your calendar</h2>
      <p>
        Get an address to add to your Google, Apple or Outlook calendar. Your calendar then shows
        these dates and keeps them up to date.
      </p>
      <Answer
        query={query}
        bones={<BoneRows rows={1} label="Loading your calendar" />}
        gone={<p className="quiet">Your calendar cannot be shown at the moment.</p>}
      >
        {({ url }) =>
          url ? (
            <Fragment key={url}>
              <AddressField url={url} focus={changed} />
              <p>Whoever has this address can read the schedule.</p>
              <p className="quiet small">
                To add it, choose “From URL” in Google Calendar or “Subscribe from web” in Outlook,
                and paste it there.
              </p>
              <div className={classes.buttons}>
                <a className="button" href={url.replace(/^https?/, "webcal")}>
                  Open in calendar app
                </a>
                <Sure
                  ask="Make a new address"
                  warning="The old address stops working."
                  keep="Keep the old one"
                  busy={make.isPending}
                  onSure={() => change(make)}
                />
                <Sure
                  ask="Remove the address"
                  warning="Calendars that use it are not kept up to date any more."
                  keep="Keep it"
                  busy={remove.isPending}
                  onSure={() => change(remove)}
                />
              </div>
            </Fragment>
          ) : (
            <GetAddress focus={changed} busy={make.isPending} onClick={() => change(make)} />
          )
        }
      </Answer>
      {trouble && <TroubleNotice trouble={troubleOf(trouble)} />}
      <p className={said ? "" : "visually-hidden"} role="status">
        {said}
      </p>
    </section>
  );
}

function GetAddress(props: { focus: boolean; busy: boolean; onClick: () => void }) {
  const place = useFocusFirst(props.focus);
  return (
    <div ref={place} className={classes.buttons}>
      <Button filled busy={props.busy} onClick={props.onClick}>
        Get the address
      </Button>
    </div>
  );
}
