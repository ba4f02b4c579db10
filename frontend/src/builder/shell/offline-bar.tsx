import { useNetwork } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import WifiOff from "lucide-react/icons/wifi-off";
import { timeOfDay } from "../../lib/dates";
import classes from "./shell.module.css";

/** Offline, the last data stays on screen, with its time. */
export function OfflineBar() {
  const { online } = useNetwork();
  const queryClient = useQueryClient();
  const read = queryClient
    .getQueryCache()
    .getAll()
    .map((query) => query.state.dataUpdatedAt);
  const newest = Math.max(0, ...read);
  return (
    <div role="status">
      {!online && (
        <p className={classes.offline}>
          <WifiOff size={18} aria-hidden />
          You are offline.
          {newest > 0 && ` You see what was here at ${timeOfDay(newest)}.`} Uploads go on when the
          connection is back.
        </p>
      )}
    </div>
  );
}
