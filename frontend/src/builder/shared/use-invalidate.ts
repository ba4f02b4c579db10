import { useQueryClient } from "@tanstack/react-query";
import { invalidate, type Tag } from "../../api/invalidate";

export function useInvalidate(): (...tags: Tag[]) => Promise<unknown> {
  const queryClient = useQueryClient();
  return (...tags) => Promise.all(tags.map((tag) => invalidate(queryClient, tag)));
}
