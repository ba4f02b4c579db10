import type { ReactNode } from "react";
import type { PortalDailyLog } from "../../api/gen/types.gen";
import { hoursInWords } from "../../lib/hours";
import classes from "./log-sheet.module.css";
import { CAUSES, NOTES, SEVERITIES, weatherInWords } from "./log-words";
import { type PictureAddresses, RecordPhotos } from "./record-photos";

/** A submitted log as it is read, by members and clients alike. */
export function LogSheet({ log, addresses }: { log: PortalDailyLog; addresses: PictureAddresses }) {
  const weather = weatherInWords(log.weather);
  return (
    <div className={classes.sheet}>
      {(weather || log.weather.note) && (
        <Part title="Weather">
          {weather && <p className={classes.text}>{weather}</p>}
          {log.weather.note && <p className={classes.text}>{log.weather.note}</p>}
        </Part>
      )}
      <Entries
        title="Work"
        of={log.work}
        entry={({ trade, done, place }) => (
          <>
            <strong>{trade}</strong> {place && <span className={classes.quiet}>{place}</span>}
            <p className={classes.text}>{done}</p>
          </>
        )}
      />
      {log.pictures.length > 0 && (
        <Part title="Photos">
          <RecordPhotos pictures={log.pictures} addresses={addresses} at={log.day} />
        </Part>
      )}
      <Hours log={log} />
      <Entries
        title="Notes"
        of={log.notes}
        entry={({ kind, text }) => (
          <>
            <strong>{NOTES[kind]}</strong>
            <p className={classes.text}>{text}</p>
          </>
        )}
      />
      <Entries
        title="Incidents"
        of={log.incidents}
        entry={(incident) => (
          <>
            <strong>
              {incident.kind === "delay" ? "Delay" : "Safety"}
              {incident.severity && `, ${SEVERITIES[incident.severity].toLowerCase()}`}
            </strong>{" "}
            <span className={classes.quiet}>
              {[
                incident.minutes ? hoursInWords(incident.minutes) : null,
                incident.cause ? CAUSES[incident.cause] : null,
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
            <p className={classes.text}>{incident.what}</p>
          </>
        )}
      />
      <Entries
        title="Deliveries"
        of={log.deliveries}
        entry={({ what, supplier, note }) => (
          <>
            {what} {supplier && <span className={classes.quiet}>{supplier}</span>}
            {note && <p className={classes.text}>{note}</p>}
          </>
        )}
      />
      <Entries
        title="Visitors"
        of={log.visitors}
        entry={({ name, organisation, reason }) => (
          <>
            {name} {organisation && <span className={classes.quiet}>{organisation}</span>}
            {reason && <p className={classes.text}>{reason}</p>}
          </>
        )}
      />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Entries<T>(props: { title: string; of: T[]; entry: (entry: T) => ReactNode }) {
  if (props.of.length === 0) return null;
  return (
    <Part title={props.title}>
      <ul className={classes.entries}>
        {props.of.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name but their place
          <li key={index}>{props.entry(entry)}</li>
        ))}
      </ul>
    </Part>
  );
}

function Hours({ log }: { log: PortalDailyLog }) {
  if (!log.time_cards || log.time_cards.length === 0) return null;
  return (
    <Part title="People and hours">
      <table className={classes.hours}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Trade</th>
            <th scope="col">Hours</th>
          </tr>
        </thead>
        <tbody>
          {log.time_cards.map(({ worker, trade, minutes }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cards have no name but their place
            <tr key={index}>
              <td>{worker}</td>
              <td>{trade}</td>
              <td>{hoursInWords(minutes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Together
            </th>
            <td>{hoursInWords(log.worked_minutes ?? 0)}</td>
          </tr>
        </tfoot>
      </table>
    </Part>
  );
}
