import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepSessionFresh } from "./keep-fresh";

const minute = 60_000;
let stop: () => void;
let visible: DocumentVisibilityState;

beforeEach(() => {
  vi.useFakeTimers();
  visible = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visible);
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response("{}")),
  );
  stop = keepSessionFresh();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const renewals = () => vi.mocked(fetch).mock.calls.length;

it("renews soon after loading and then well within the ten minutes of a token", async () => {
  await vi.advanceTimersByTimeAsync(minute);
  expect(renewals()).toBe(1);
  await vi.advanceTimersByTimeAsync(30 * minute);
  expect(renewals()).toBe(4);
});

it("leaves a page alone that nobody looks at, and renews when somebody comes back", async () => {
  visible = "hidden";
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(renewals()).toBe(0);
  visible = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  expect(renewals()).toBe(1);
});

it("tries again soon when the server could not be reached", async () => {
  vi.mocked(fetch).mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await vi.advanceTimersByTimeAsync(minute + 10_000);
  expect(renewals()).toBe(2);
});
