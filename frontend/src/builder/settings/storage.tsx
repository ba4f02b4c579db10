import { Progress } from "@mantine/core";
import type { Organisation } from "../../api/gen/types.gen";
import { fileSize } from "../../lib/bytes";

const NEARLY_FULL = 0.9;

/** What the files of the organisation take, and of how much. */
export function Storage({ storage: { used, quota } }: Pick<Organisation, "storage">) {
  if (quota === null)
    return (
      <p>
        Your files take <strong className="tabular">{fileSize(used)}</strong>, all versions and the
        trash included. There is no limit.
      </p>
    );
  const part = quota === 0 ? 1 : Math.min(1, used / quota);
  return (
    <>
      <p>
        Your files take <strong className="tabular">{fileSize(used)}</strong> of{" "}
        <span className="tabular">{fileSize(quota)}</span>, all versions and the trash included.
      </p>
      <Progress
        value={part * 100}
        size="lg"
        mb="sm"
        aria-label="Storage used"
        color={part > NEARLY_FULL ? "red.8" : undefined}
      />
      {part > NEARLY_FULL && (
        <p>
          {part === 1 ? "It is full: nothing more can be uploaded." : "It is nearly full."} Empty
          the trash of old projects, or ask whoever runs this server for more.
        </p>
      )}
    </>
  );
}
