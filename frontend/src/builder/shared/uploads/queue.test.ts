import { describe, expect, it, vi } from "vitest";
import { type Send, totalsOf, UploadQueue } from "./queue";

interface Sending {
  name: string;
  key: string;
  progress: (sent: number) => void;
  land: () => void;
  fail: (error: unknown) => void;
  signal: AbortSignal;
}

const target = { projectId: "p", folderId: null };
const file = (name: string, size = 10) => new File(["x".repeat(size)], name);
const settle = () => new Promise((resolve) => setTimeout(resolve));

function queueUnderTest() {
  const sendings: Sending[] = [];
  const landed = vi.fn();
  const send: Send = ({ file, key }, progress, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
      sendings.push({ name: file.name, key, progress, signal, land: resolve, fail: reject });
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

describe("UploadQueue", () => {
  it("sends three at a time, in order, and goes on as files land", async () => {
    const { queue, sendings, at, states, landed } = queueUnderTest();
    queue.add(
      ["a", "b", "c", "d"].map((name) => file(name)),
      target,
    );
    expect(sendings.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(states()).toEqual(["sending", "sending", "sending", "waiting"]);
    at(1).land();
    await settle();
    expect(states()).toEqual(["sending", "done", "sending", "sending"]);
    expect(landed).toHaveBeenCalledExactlyOnceWith(target);
  });

  it("shows progress per file and in all", async () => {
    const { queue, at } = queueUnderTest();
    queue.add([file("a", 30), file("b", 10)], target);
    at(0).progress(15);
    expect(queue.snapshot()[0]?.sent).toBe(15);
    at(1).land();
    await settle();
    expect(totalsOf(queue.snapshot())).toMatchObject({
      files: 2,
      done: 1,
      open: 1,
      progress: 0.625,
    });
  });

  it("cancels one file and lets the next one start", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add(
      ["a", "b", "c", "d"].map((name) => file(name)),
      target,
    );
    queue.cancel(1);
    expect(at(0).signal.aborted).toBe(true);
    await settle();
    expect(states()).toEqual(["cancelled", "sending", "sending", "sending"]);
    at(0).progress(5);
    expect(queue.snapshot()[0]?.sent).toBe(0);
  });

  it("takes a new key when the connection broke before all of it was sent", async () => {
    const { queue, at } = queueUnderTest();
    queue.add([file("a", 10)], target);
    at(0).progress(9);
    at(0).fail(new TypeError("network"));
    await settle();
    queue.retry(1);
    expect(at(1).key).not.toBe(at(0).key);
  });

  it("keeps the key when the answer was lost and takes a new one after a refusal", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add([file("a", 10)], target);
    at(0).progress(10);
    at(0).fail(new TypeError("network"));
    await settle();
    expect(states()).toEqual(["failed"]);
    queue.retry(1);
    expect(at(1).key).toBe(at(0).key);
    at(1).fail({ status: 415, title: "This type of file is not taken" });
    await settle();
    expect(queue.snapshot()[0]?.trouble?.title).toBe("This type of file is not taken");
    queue.retry(1);
    expect(at(2).key).not.toBe(at(1).key);
  });

  it("resumes what failed for want of a connection, and only that", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add([file("a"), file("b")], target);
    at(0).fail(new TypeError("network"));
    at(1).fail({ status: 413, title: "Too large" });
    await settle();
    queue.resume();
    expect(states()).toEqual(["sending", "failed"]);
  });

  it("forgets what has ended and keeps what is open", async () => {
    const { queue, at, states } = queueUnderTest();
    queue.add([file("a"), file("b")], target);
    at(0).land();
    await settle();
    queue.clear();
    expect(states()).toEqual(["sending"]);
  });
});
