import { describe, expect, it } from "vitest";
import type { Upload } from "./queue";
import { progressOf, Speed, timeLeft, totalsOf, worthShowing } from "./totals";

const upload = (state: Upload["state"], size = 10, sent = 0) =>
  ({ id: 0, state, size, sent }) as Upload;

describe("totals", () => {
  it("leave out what was cancelled, and count what waits for its file apart", () => {
    const totals = totalsOf([
      upload("done", 10, 10),
      upload("stalled", 10, 5),
      upload("refused"),
      upload("cancelled"),
      upload("interrupted", 10, 7),
    ]);
    expect(totals).toMatchObject({
      files: 3,
      done: 1,
      open: 1,
      stalled: 1,
      failed: 1,
      interrupted: 1,
    });
    expect([totals.sent, totals.size]).toEqual([15, 30]);
  });

  it("are not full before the server has answered", () => {
    expect(progressOf(totalsOf([upload("sending", 10, 10)]))).toBe(0.99);
    expect(progressOf(totalsOf([upload("done", 10, 10)]))).toBe(1);
    expect(progressOf(totalsOf([upload("sending", 0)]))).toBe(0);
  });

  it("show of a long list first what matters now", () => {
    const many = [
      ...Array.from({ length: 80 }, () => upload("done")),
      upload("waiting"),
      upload("refused"),
      upload("sending"),
    ];
    const shown = worthShowing(many);
    expect(shown).toHaveLength(60);
    expect(shown.slice(0, 3).map(({ state }) => state)).toEqual(["sending", "refused", "waiting"]);
    expect(worthShowing(many.slice(78))).toEqual(many.slice(78));
  });
});

describe("the time left", () => {
  it("follows how fast the bytes went lately", () => {
    const speed = new Speed();
    expect(speed.left({ size: 1000, sent: 0 }, 0)).toBeNull();
    expect(speed.left({ size: 1000, sent: 10 }, 1000)).toBeNull();
    expect(speed.left({ size: 1000, sent: 20 }, 2000)).toBe(98);
    // Then ten times as fast, for longer than the window.
    let left: number | null = null;
    for (let second = 3; second <= 12; second++)
      left = speed.left({ size: 2000, sent: 20 + (second - 2) * 100 }, second * 1000);
    expect(left).toBe(10);
  });

  it("is not known after a standstill or a new beginning", () => {
    const speed = new Speed();
    speed.left({ size: 100, sent: 50 }, 0);
    expect(speed.left({ size: 100, sent: 50 }, 5000)).toBeNull();
    expect(speed.left({ size: 100, sent: 10 }, 6000)).toBeNull();
  });

  it.each([
    [3, "a few seconds left"],
    [41, "about 50 seconds left"],
    [60, "about a minute left"],
    [200, "about 3 minutes left"],
    [3 * 3600, "about 3 hours left"],
  ])("%i seconds are %s", (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });
});
