import { refreshSession } from "./client";

/** An access token lives ten minutes; pictures and downloads cannot ask for a new one themselves. */
const EVERY = 8 * 60_000;
const SOON_AFTER_LOADING = 20_000;

/** Renews the session ahead of time while the page is looked at. Returns the way to stop. */
export function keepSessionFresh(): () => void {
  let due = Date.now() + SOON_AFTER_LOADING;
  const check = () => {
    if (document.visibilityState !== "visible" || Date.now() < due) return;
    due = Date.now() + EVERY;
    // Failing is no harm here: the next call finds out and says so.
    refreshSession().catch(() => {
      due = Date.now() + SOON_AFTER_LOADING;
    });
  };
  const timer = window.setInterval(check, 10_000);
  document.addEventListener("visibilitychange", check);
  return () => {
    window.clearInterval(timer);
    document.removeEventListener("visibilitychange", check);
  };
}
