import { ActionIcon, Button, Checkbox, TextInput } from "@mantine/core";
import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useState } from "react";
import { fieldErrors } from "../../api/errors";
import type { Holiday, Schedule } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { Dialog } from "../../ui/dialog";
import { troubleOf } from "../../ui/problem";
import classes from "./schedule.module.css";
import type { ScheduleActions } from "./use-schedule";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Which days are worked, and when the whole begins. */
export default function CalendarDialog(props: {
  schedule: Schedule;
  actions: ScheduleActions;
  opened: boolean;
  onClose: () => void;
}) {
  const { schedule, actions } = props;
  const [startsOn, setStartsOn] = useState(schedule.starts_on);
  const [weekdays, setWeekdays] = useState(schedule.calendar.weekdays);
  const [holidays, setHolidays] = useState(schedule.calendar.holidays);
  const [next, setNext] = useState<Holiday>({ day: "", name: "" });
  const [failure, setFailure] = useState<unknown>(null);
  const errors = fieldErrors(failure);

  const submit = async () => {
    setFailure(null);
    try {
      await actions.edit([
        { op: "calendar", calendar: { weekdays, holidays: withNext() } },
        { op: "start", starts_on: startsOn },
      ]);
      props.onClose();
    } catch (error) {
      setFailure(error);
    }
  };
  const withNext = () =>
    next.day
      ? [...holidays.filter(({ day }) => day !== next.day), next].sort((one, other) =>
          one.day.localeCompare(other.day),
        )
      : holidays;
  const add = () => {
    setHolidays(withNext());
    setNext({ day: "", name: "" });
  };
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title="Working days"
      trouble={failure ? troubleOf(failure) : null}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={actions.busy}>
            Save
          </Button>
        </>
      }
    >
      <p>Tasks take working days. What is planned moves with what you change here.</p>
      <Checkbox.Group
        label="Days that are worked"
        error={errors["/edits/0/calendar/weekdays"]}
        value={weekdays.flatMap((worked, at) => (worked ? [String(at)] : []))}
        onChange={(worked) => setWeekdays(WEEKDAYS.map((_, at) => worked.includes(String(at))))}
      >
        <div className={classes.weekdays}>
          {WEEKDAYS.map((name, at) => (
            <Checkbox key={name} value={String(at)} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      <fieldset className={classes.depends}>
        <legend>Days off</legend>
        {holidays.map((holiday) => (
          <div key={holiday.day} className={classes.link}>
            <span>
              {shortDate(holiday.day)} {holiday.name}
            </span>
            <ActionIcon
              aria-label={`Work on ${shortDate(holiday.day)}`}
              onClick={() => setHolidays(holidays.filter(({ day }) => day !== holiday.day))}
            >
              <X size={18} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <div className={classes.link}>
          <TextInput
            type="date"
            aria-label="Day off"
            value={next.day}
            onChange={(event) => setNext({ ...next, day: event.currentTarget.value })}
          />
          <TextInput
            aria-label="What it is"
            placeholder="Public holiday"
            flex={1}
            value={next.name}
            onChange={(event) => setNext({ ...next, name: event.currentTarget.value })}
          />
          <ActionIcon aria-label="Add the day off" disabled={!next.day} onClick={add}>
            <Plus size={18} aria-hidden />
          </ActionIcon>
        </div>
      </fieldset>
      <TextInput
        type="date"
        label="Start of the schedule"
        description="When tasks start that wait for nothing."
        required
        value={startsOn}
        error={errors["/edits/1/starts_on"]}
        onChange={(event) => setStartsOn(event.currentTarget.value)}
      />
    </Dialog>
  );
}
