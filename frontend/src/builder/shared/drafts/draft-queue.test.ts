import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiProblem } from "../../../api/errors";
import type { Draft, DraftStore, Transport } from "./draft";
import { DraftQueue } from "./draft-queue";

interface Log {
  note: string;
  day: string;
}

const refusal = (status: number) => new ApiProblem({ type: "x", title: "No", status });
const offline = () => refusal(0);

function world() {
  const kept = new Map<string, Draft<unknown>>();
  const store: DraftStore = {
    load: async (key) => kept.get(key) as never,
    save: async (key, draft) => void kept.set(key, structuredClone(draft)),
    drop: async (key) => void kept.delete(key),
  };
  const server = { log: {} as Partial<Log>, version: 0, pictures: [] as string[], made: 0 };
  const trouble: (ApiProblem | "lost")[] = [];
  const answer = <T>(done: () => T): T => {
    const next = trouble.shift();
    if (next === "lost") {
      done();
      throw offline();
    }
    if (next) throw next;
    return done();
  };
  const keys = new Set<string>();
  const transport: Transport<Log> = {
    create: async (fields, key) =>
      answer(() => {
        if (!keys.has(key)) server.made += 1;
        keys.add(key);
        server.log = { ...fields };
        server.version = 1;
        return { id: "log", version: 1 };
      }),
    update: async (_id, fields, version) => {
      if (version !== null && version !== server.version) throw refusal(412);
      return answer(() => {
        server.log = { ...server.log, ...fields };
        server.version += 1;
        return { id: "log", version: server.version };
      });
    },
    picture: async (_id, { key }) =>
      answer(() => {
        if (!server.pictures.includes(key)) server.pictures.push(key);
      }),
  };
  const open = (draft?: Draft<Log>) =>
    new DraftQueue<Log>({ key: "new", store, transport, keyOf: (id) => id }, draft);
  return { kept, server, trouble, transport, open };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (milliseconds = 1000) => vi.advanceTimersByTimeAsync(milliseconds);
const picture = () => ({ file: new Blob(["x"]), name: "a.jpg", caption: "" });

it("makes the record with the first words and changes it with the next", async () => {
  const { server, kept, open } = world();
  const queue = open();
  queue.write({ note: "Win" });
  queue.write({ note: "Windy" });
  expect(kept.get("new")?.fields).toEqual({ note: "Windy" });
  await pass();
  queue.write({ day: "2026-11-25" });
  await pass();
  expect(server).toMatchObject({ made: 1, version: 2, log: { note: "Windy", day: "2026-11-25" } });
  expect(queue.state.is).toBe("saved");
  expect(kept.size).toBe(0);
});

it("keeps what is written while the connection is gone, over a reload, and sends it when it is back", async () => {
  const { server, trouble, kept, open } = world();
  const queue = open();
  trouble.push(offline(), offline());
  queue.write({ note: "Windy" });
  queue.addPictures([picture(), picture()]);
  await pass();
  expect(queue.state.is).toBe("waiting");
  queue.stop();

  const again = open(kept.get("new") as Draft<Log>);
  await pass();
  again.write({ note: "Windy and wet" });
  await pass(60_000);
  expect(server.log).toEqual({ note: "Windy and wet" });
  expect(server.pictures).toHaveLength(2);
  expect(again.state.is).toBe("saved");
});

it("makes one record and one picture when answers are lost", async () => {
  const { server, trouble, open } = world();
  const queue = open();
  trouble.push("lost");
  queue.write({ note: "Windy" });
  await pass(10_000);
  trouble.push("lost");
  queue.addPictures([picture()]);
  await pass(10_000);
  expect(server.made).toBe(1);
  expect(server.pictures).toHaveLength(1);
  expect(queue.state.is).toBe("saved");
});

it("does not lose to a late answer what was written meanwhile", async () => {
  const { server, transport, open } = world();
  const queue = open();
  queue.write({ note: "one" });
  await pass();
  let release = () => {};
  const update = transport.update;
  transport.update = async (...args) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return update(...args);
  };
  queue.write({ note: "two" });
  await pass();
  queue.write({ note: "three" });
  transport.update = update;
  release();
  await pass();
  expect(server.log.note).toBe("three");
});

it("asks when somebody else has changed the record", async () => {
  const { server, open } = world();
  const queue = open();
  queue.write({ note: "mine" });
  await pass();
  server.version += 1;
  server.log.note = "theirs";
  queue.write({ note: "mine again" });
  await pass();
  expect(queue.state.is).toBe("conflict");
  queue.write({ day: "2026-11-25" });
  await pass(60_000);
  expect(server.log.note).toBe("theirs");
  queue.resolve("ours");
  await pass();
  expect(server.log).toEqual({ note: "mine again", day: "2026-11-25" });
});

it("keeps what the server refuses, and says so to who waits for it", async () => {
  const { trouble, kept, open } = world();
  const queue = open();
  queue.write({ note: "x" });
  await pass();
  trouble.push(refusal(422));
  queue.write({ note: "too long" });
  await expect(queue.sent()).rejects.toMatchObject({ status: 422 });
  expect(queue.state.is).toBe("refused");
  expect(kept.get("log")?.fields).toEqual({ note: "too long" });
  queue.write({ note: "short" });
  await queue.sent();
  expect(queue.state.is).toBe("saved");
});
