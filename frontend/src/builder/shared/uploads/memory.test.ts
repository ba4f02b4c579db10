import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { rememberUploads } from "./memory";
import { type Target, UploadQueue } from "./queue";

const target: Target = {
  projectId: "p",
  kind: "document",
  parentId: null,
  into: "House",
  seenBy: null,
};
const minute = 60_000;
const asIs = async <T>(left: T) => left;
const pending = () => new UploadQueue(() => new Promise(() => {}), vi.fn());
const names = (queue: UploadQueue) => queue.snapshot().map(({ name }) => name);

const foreign = (record: object, account = "ann") =>
  localStorage.setItem(`lintel.uploads.${account}.other-page`, JSON.stringify(record));
const left = { name: "a", size: 1, path: "a", target, sent: 0, uploadUrl: null };

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

async function remembering(account: string, queue = pending()) {
  stop = rememberUploads(queue, account, asIs);
  await vi.advanceTimersByTimeAsync(0);
  return queue;
}

it("takes over what a page has left that was closed or is not heard of any more", async () => {
  foreign({ at: Date.now() - 1000, closed: true, left: [left] });
  expect(names(await remembering("ann"))).toEqual(["a"]);
  stop();
  localStorage.clear();
  foreign({ at: Date.now() - minute, closed: false, left: [left] });
  expect(names(await remembering("ann"))).toEqual(["a"]);
});

it("leaves alone what another page is sending, or another person left", async () => {
  foreign({ at: Date.now() - 3000, closed: false, left: [left] });
  foreign({ at: Date.now() - minute, closed: true, left: [left] }, "bob");
  expect(names(await remembering("ann"))).toEqual([]);
});

it("throws away what the server has forgotten by now, and what cannot be read", async () => {
  foreign({ at: Date.now() - 25 * 60 * minute, closed: true, left: [left] });
  localStorage.setItem("lintel.uploads.ann.broken", "{");
  expect(names(await remembering("ann"))).toEqual([]);
  expect(localStorage).toHaveLength(0);
});

it("writes down what is under way, and says so when the page closes", async () => {
  const queue = await remembering("ann");
  queue.add([new File(["x"], "a.pdf")], target);
  await vi.advanceTimersByTimeAsync(5000);
  const record = () => JSON.parse(localStorage.getItem(localStorage.key(0) ?? "") ?? "null");
  expect(record()).toMatchObject({ closed: false, left: [{ name: "a.pdf", size: 1 }] });
  window.dispatchEvent(new Event("pagehide"));
  expect(record().closed).toBe(true);
  queue.cancelAll();
  await vi.advanceTimersByTimeAsync(5000);
  expect(localStorage).toHaveLength(0);
});
