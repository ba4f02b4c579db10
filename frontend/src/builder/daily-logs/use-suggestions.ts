import { useQuery } from "@tanstack/react-query";
import { getDailyLog, listDailyLogs } from "../../api/gen/sdk.gen";
import type { DailyLog } from "../../api/gen/types.gen";

const EARLIER = 3;

/** The last logs of a project before a day, whole: for what is much the same every day. */
export function useEarlierLogs(projectId: string, day: string | undefined, but: string) {
  return useQuery({
    queryKey: ["earlier-logs", projectId, day],
    enabled: day !== undefined,
    staleTime: 5 * 60_000,
    queryFn: async (): Promise<DailyLog[]> => {
      const query = { to: day, limit: EARLIER + 1 };
      const { items } = (await listDailyLogs({ path: { id: projectId }, query })).data;
      const earlier = items.filter(({ id }) => id !== but).slice(0, EARLIER);
      const logs = earlier.map(({ id }) => getDailyLog({ path: { id } }));
      return (await Promise.all(logs)).map(({ data }) => data);
    },
  });
}

const distinct = (words: (string | null | undefined)[]): string[] =>
  [...new Set(words.filter((word): word is string => !!word?.trim()))].sort();

/** Trades and people of earlier logs. */
export function suggestionsOf(logs: DailyLog[]) {
  return {
    trades: distinct(
      logs.flatMap(({ work, time_cards }) => [...work, ...time_cards].map(({ trade }) => trade)),
    ),
    workers: distinct(logs.flatMap(({ time_cards }) => time_cards.map(({ worker }) => worker))),
    places: distinct(logs.flatMap(({ work }) => work.map(({ place }) => place))),
  };
}
