import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../../../api/errors";
import { type Send, type Target, UploadQueue } from "./queue";
import { totalsOf } from "./totals";

interface Sending {
  name: string;
  key: string;
  uploadUrl: string | null;
  progress: (sent: number) => void;
  resumable: (uploadUrl: string) => void;
  land: () => void;
  fail: (error: unknown) => void;
  signal: AbortSignal;
}

const target: Target = {
  projectId: "p",
  kind: "document",
  parentId: null,
  into: "House",
  seenBy: null,
};
const file = (name: string, size = 10) => new File(["x".repeat(size)], name);
const files = (...names: string[]) => names.map((name) => file(name));
const settle = () => vi.advanceTimersByTimeAsync(0);
const lost = () => new TypeError("network");
const problem = (status: number, type = "x") =>
  new ApiProblem({ type, title: `Refused with ${status}`, status });

function queueUnderTest() {
  vi.useFakeTimers();
  const sendings: Sending[] = [];
  const landed = vi.fn();
  const send: Send = ({ file, key, uploadUrl }, on, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
      const { name } = file;
      sendings.push({ name, key, uploadUrl, ...on, signal, land: resolve, fail: reject });
    });
  const queue = new UploadQueue(send, landed);
  const states = () => queue.snapshot().map(({ state }) => state);
  const at = (index: number) => {
    const sending = sendings[index];
    if (!sending) throw new Error(`only ${sendings.length} files were sent`);
    return sending;
  };
  return { queue, sendings, at, states, landed };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the order of things", () => {
  it("sends three at a time, and goes on as files land", async () => {
    const { queue, sendings, at, states, landed } = queueUnderTest();
    queue.add(files("a", "b", "c", "d"), target);
    expect(sendings.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(states()).toEqual(["sending", "sending", "sending", "waiting"]);
    at(1).land();
    await settle();
    expect(states()).toEqual(["sending", "done", "sending", "sending"]);
    expect(landed).toHaveBeenCalledExactlyOnceWith(target);
  });

  it("counts per file and in all", async () => {
    const { queue, at } = queueUnderTest();
    queue.add([file("a", 30), file("b", 10)], target);
    at(0).progress(15);
    expect(queue.snapshot()[0]?.sent).toBe(15);
    at(1).land();
    await settle();
    expect(totalsOf(queue.snapshot())).toMatchObject({ done: 1, open: 1, sent: 25, size: 40 });
  });

  it("cancels one file and lets the next one start", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a", "b", "c", "d"), target);
    queue.cancel(1);
    expect(at(0).signal.aborted).toBe(true);
    await settle();
    expect(states()).toEqual(["cancelled", "sending", "sending", "sending"]);
    at(0).progress(5);
    expect(queue.snapshot()[0]?.sent).toBe(0);
  });

  it("forgets what has ended and keeps what is open", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a", "b"), target);
    at(0).land();
    await settle();
    queue.clear();
    expect(states()).toEqual(["sending"]);
  });

  it("gives up what somebody else was sending who was signed in before", async () => {
    const { queue, at } = queueUnderTest();
    queue.open("ann");
    queue.add(files("a"), target);
    queue.open("ann");
    expect(at(0).signal.aborted).toBe(false);
    queue.open("bob");
    expect(at(0).signal.aborted).toBe(true);
    expect(queue.snapshot()).toEqual([]);
  });
});

describe("a lost connection", () => {
  it("is waited for, a little longer each time, from where the file was", async () => {
    const { queue, sendings, at, states } = queueUnderTest();
    queue.add([file("a", 100)], target);
    at(0).resumable("/uploads/1");
    at(0).progress(60);
    at(0).fail(lost());
    await settle();
    expect(states()).toEqual(["stalled"]);
    expect(queue.snapshot()[0]?.sent).toBe(60);
    await vi.advanceTimersByTimeAsync(2000);
    expect(at(1).uploadUrl).toBe("/uploads/1");
    at(1).fail(lost());
    await settle();
    await vi.advanceTimersByTimeAsync(3900);
    expect(sendings).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(sendings).toHaveLength(3);
  });

  it("is waited for no longer when the browser says that it is back", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a", "b"), target);
    at(0).fail(lost());
    at(1).fail(problem(413));
    await settle();
    queue.resume();
    expect(states()).toEqual(["sending", "refused"]);
  });

  it("is given up when nothing gets through again and again", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a"), target);
    for (let index = 0; index < 8; index++) {
      at(index).fail(lost());
      await settle();
      if (index < 7) await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(states()).toEqual(["failed"]);
    queue.retry(1);
    expect(states()).toEqual(["sending"]);
  });

  it("takes a new key when not all of it was sent, and keeps it when only the answer was lost", async () => {
    const { queue, at } = queueUnderTest();
    queue.add([file("a", 10)], target);
    at(0).progress(9);
    at(0).fail(lost());
    await vi.advanceTimersByTimeAsync(2000);
    expect(at(1).key).not.toBe(at(0).key);
    at(1).progress(10);
    at(1).fail(lost());
    await vi.advanceTimersByTimeAsync(2000);
    expect(at(2).key).toBe(at(1).key);
  });
});

describe("a refusal", () => {
  it("says why, and another try has a new key", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a"), target);
    at(0).fail(problem(409));
    await settle();
    expect(states()).toEqual(["refused"]);
    expect(queue.snapshot()[0]?.trouble?.title).toBe("Refused with 409");
    queue.retryAll();
    expect(at(1).key).not.toBe(at(0).key);
  });

  it("for the file itself cannot be helped by trying again", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a"), target);
    at(0).fail(problem(415));
    await settle();
    queue.retry(1);
    expect(states()).toEqual(["refused"]);
  });

  it("because there are too many calls goes by", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a"), target);
    at(0).fail(problem(429));
    await settle();
    expect(states()).toEqual(["stalled"]);
  });

  it("because the first try is still under way is asked again under the same key", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(files("a"), target);
    at(0).fail(problem(409, "idempotency-under-way"));
    await vi.advanceTimersByTimeAsync(2000);
    expect(at(1).key).toBe(at(0).key);
    at(1).fail(problem(409, "idempotency-answer-lost"));
    await settle();
    expect(states()).toEqual(["done"]);
  });
});

describe("what a closed page left behind", () => {
  const left = (name: string, path = name, size = 10) => ({
    name,
    size,
    path,
    target,
    sent: 5,
    uploadUrl: `/uploads/${path}`,
  });

  it("waits for its file to be chosen again, and goes on from where it was", () => {
    const { queue, at, states } = queueUnderTest();
    queue.restore([left("a"), left("b")]);
    expect(states()).toEqual(["interrupted", "interrupted"]);
    const other = { file: file("b", 11), path: "b" };
    expect(queue.choose([{ file: file("a"), path: "a" }, other])).toEqual([other]);
    expect(states()).toEqual(["sending", "interrupted"]);
    expect(at(0)).toMatchObject({ name: "a", uploadUrl: "/uploads/a" });
  });

  it("tells files of one name by their folders", () => {
    const { queue, states } = queueUnderTest();
    queue.restore([left("a", "One/a"), left("a", "Two/a")]);
    queue.choose([{ file: file("a"), path: "Two/a" }]);
    expect(states()).toEqual(["interrupted", "sending"]);
  });
});
