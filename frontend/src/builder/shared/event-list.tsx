import { dateAndTime, shortDate, timeOfDay } from "../../lib/dates";
import classes from "./event-list.module.css";

export interface Event {
  id: string;
  at: string;
  who: string;
  what: string;
  detail: string | null;
}

/** What happened, newest first, under the day on which it did. */
export function EventList({ events }: { events: Event[] }) {
  const days = new Map<string, Event[]>();
  for (const event of events) {
    const day = shortDate(event.at);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return Array.from(days, ([day, ofDay]) => (
    <section key={day}>
      <h2 className={classes.day}>{day}</h2>
      <ol className={classes.list}>
        {ofDay.map(({ id, at, who, what, detail }) => (
          <li key={id} className={classes.event}>
            <time dateTime={at} title={dateAndTime(at)} className={classes.time}>
              {timeOfDay(at)}
            </time>
            <span className={classes.what}>
              <strong>{who}</strong> {what}
              {detail && <span className={classes.detail}>{detail}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  ));
}
