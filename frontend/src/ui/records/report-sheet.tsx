import CircleX from "lucide-react/icons/circle-x";
import type { PortalAnswer, PortalReport } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { type PictureAddresses, RecordPhotos } from "./record-photos";
import classes from "./report-sheet.module.css";

const YES_NO: Record<string, string> = { yes: "Yes", no: "No", na: "Not applicable" };

/** A completed report as it is read, by members and clients alike: what failed stands on top. */
export function ReportSheet(props: {
  report: PortalReport;
  addresses: PictureAddresses;
  at: string;
}) {
  const { report, addresses, at } = props;
  const failed = report.sections.flatMap(({ fields }) => fields.filter((one) => one.failed));
  return (
    <div className={classes.sheet}>
      {failed.length > 0 && (
        <section className={classes.failed} aria-label="What failed">
          <h3>
            <CircleX size={20} aria-hidden /> {plural(failed.length, "answer")} failed
          </h3>
          <ul>
            {failed.map((answer) => (
              <li key={answer.field_id}>
                {answer.label}: {inWords(answer)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.sections.map((section) => (
        <section key={section.title} className={classes.section}>
          <h3>{section.title}</h3>
          <dl>
            {section.fields.map((answer) => (
              <div key={answer.field_id} className={classes.answer}>
                <dt>{answer.label}</dt>
                <dd data-failed={answer.failed || undefined}>
                  <span>{inWords(answer)}</span>
                  {answer.failed && <span className={classes.mark}>Failed</span>}
                  {answer.note && <p>{answer.note}</p>}
                  {answer.kind === "signature" ? (
                    <Signature answer={answer} addresses={addresses} />
                  ) : (
                    <RecordPhotos pictures={answer.pictures} addresses={addresses} at={at} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Signature(props: { answer: PortalAnswer; addresses: PictureAddresses }) {
  const [picture] = props.answer.pictures;
  if (picture?.preview !== "ready") return null;
  return (
    <img
      className={classes.signature}
      src={props.addresses.preview(picture.file_id, "small")}
      alt={`Signature of ${props.answer.value ?? "somebody"}`}
    />
  );
}

function inWords({ kind, value, choices, unit, pictures }: PortalAnswer): string {
  if (kind === "photo") return pictures.length > 0 ? plural(pictures.length, "photo") : "None";
  if (kind === "choice") return choices.join(", ") || "Not answered";
  if (!value) return "Not answered";
  if (kind === "yes_no") return YES_NO[value] ?? value;
  if (kind === "date") return shortDate(value);
  return unit ? `${value} ${unit}` : value;
}
