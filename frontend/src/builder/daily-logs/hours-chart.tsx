import { useQuery } from "@tanstack/react-query";
import { hoursOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { HoursByTrade } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { hoursInWords } from "../../lib/hours";
import { Panel } from "../../ui/panel";
import classes from "./daily-logs.module.css";

/** Far enough apart in hue and lightness to be told from each other, on light and dark ground. */
const COLOURS = ["#2f7586", "#c9822b", "#7b5ea7", "#5f8f3e", "#b8475a", "#4d6fb3", "#8a7a3b"];

/** Hours of the last four weeks by day and trade: bars to look at, and the sums in words. */
export function HoursChart({ projectId }: { projectId: string }) {
  const { data } = useQuery(hoursOptions({ path: { id: projectId } }));
  if (!data || data.total_minutes === 0) return null;
  const most = Math.max(...data.days.map((day) => ofDay(data, day)));
  const colour = (trade: string) => COLOURS[data.trades.indexOf(trade) % COLOURS.length];
  const [first, last] = [data.days[0], data.days.at(-1)];
  return (
    <Panel title={`Hours of four weeks: ${hoursInWords(data.total_minutes)}`}>
      <ul className={classes.chart} aria-hidden>
        {data.days.map((day) => (
          <li
            key={day}
            className={classes.day}
            title={`${shortDate(day)}: ${hoursInWords(ofDay(data, day))}`}
          >
            {data.items
              .filter((item) => item.day === day)
              .map(({ trade, minutes }) => (
                <span
                  key={trade}
                  style={{ height: `${(100 * minutes) / most}%`, background: colour(trade) }}
                />
              ))}
          </li>
        ))}
      </ul>
      <div className={classes.ends} aria-hidden>
        <span>{first && shortDate(first)}</span>
        <span>{last && shortDate(last)}</span>
      </div>
      <ul className={classes.legend} aria-label="Hours by trade">
        {data.trades.map((trade) => (
          <li key={trade}>
            <span className={classes.swatch} style={{ background: colour(trade) }} aria-hidden />
            {trade || "No trade"}: {hoursInWords(ofTrade(data, trade))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const sum = (items: HoursByTrade["items"]) =>
  items.reduce((total, { minutes }) => total + minutes, 0);
const ofDay = ({ items }: HoursByTrade, day: string) => sum(items.filter((one) => one.day === day));
const ofTrade = ({ items }: HoursByTrade, trade: string) =>
  sum(items.filter((one) => one.trade === trade));
