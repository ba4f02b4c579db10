import type { Tag } from "../../api/invalidate";
import { troubleOf } from "../../ui/problem";
import { useInvalidate } from "./use-invalidate";

/**
 * Makes an edit and says what it changed. When it is refused because the thing has changed in the meantime, the
 * latest is asked for too, so that it is on screen before the person decides again.
 */
export function useEdit(tag: Tag) {
  const invalidate = useInvalidate();
  return async <T>(edit: () => Promise<T>): Promise<T> => {
    try {
      const done = await edit();
      await invalidate(tag);
      return done;
    } catch (error) {
      if (troubleOf(error).status === 412) await invalidate(tag);
      throw error;
    }
  };
}
