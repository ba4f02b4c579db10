import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { listDrawingsOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Item } from "../../api/gen/types.gen";
import { numberKey } from "./incoming";

const PAUSE = 300;

/** Which of some numbers are those of drawings that the project has already. */
export function useKnownNumbers(projectId: string, numbers: readonly string[]) {
  const wanted = [...new Set(numbers.map(numberKey).filter(Boolean))].sort();
  const [asked] = useDebouncedValue(wanted.join("\n"), PAUSE);
  const keys = asked ? asked.split("\n") : [];
  const answers = useQueries({
    queries: keys.map((number) => ({
      ...listDrawingsOptions({ path: { id: projectId }, query: { q: number, limit: 200 } }),
      staleTime: 0,
    })),
  });
  const known = new Map<string, Item>();
  for (const { data } of answers)
    for (const item of data?.items ?? [])
      if (item.drawing) known.set(numberKey(item.drawing.number), item);
  return {
    of: (number: string) => known.get(numberKey(number)),
    /** Every number has been looked up. */
    isReady: asked === wanted.join("\n") && answers.every(({ isPending }) => !isPending),
  };
}
