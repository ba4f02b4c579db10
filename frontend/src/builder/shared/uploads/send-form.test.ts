import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../../../api/errors";
import { postForm } from "./post-form";
import { PIECE, sendForm } from "./send-form";
import { sendInPieces } from "./send-in-pieces";

vi.mock("./post-form");
vi.mock("./send-in-pieces");

const posts: { key: string; form: FormData }[] = [];
const answers: (() => unknown)[] = [];
const address = (id: number) => `/api/v1/uploads/u${id}`;
const small = new File(["x"], "a.pdf");
const large = () => Object.defineProperty(new File(["x"], "a.mp4"), "size", { value: PIECE + 1 });
const send = (file: File, key = "k") =>
  sendForm("/form", { note: "n", label: "", parent_id: null }, file, { projectId: "p", key });

beforeEach(() => {
  posts.length = 0;
  answers.length = 0;
  let begun = 0;
  vi.mocked(postForm).mockImplementation(async (_, form, { key }) => {
    posts.push({ key, form: form() });
    return (answers.shift() ?? (() => "saved"))() as never;
  });
  vi.mocked(sendInPieces).mockReset();
  vi.mocked(sendInPieces).mockImplementation(async (_, options) => {
    const uploadUrl = options.uploadUrl ?? address(++begun);
    options.resumable?.(uploadUrl);
    return uploadUrl;
  });
});

const lost = () => {
  throw new TypeError("lost");
};
const refused = () => {
  const errors = [{ pointer: "/upload_id", code: "unknown_upload", message: "Gone." }];
  throw new ApiProblem({ type: "invalid", title: "Invalid", status: 422, errors });
};

it("sends a small file with its form, without empty fields", async () => {
  expect(await send(small)).toBe("saved");
  expect(sendInPieces).not.toHaveBeenCalled();
  expect([...(posts[0]?.form.keys() ?? [])]).toEqual(["note", "file"]);
});

describe("a large file", () => {
  it("goes ahead in pieces and is named in the form", async () => {
    await send(large());
    expect(posts.map(({ form }) => [form.get("upload_id"), form.has("file")])).toEqual([
      ["u1", false],
    ]);
  });

  it("is not sent again when only the answer to its form was lost", async () => {
    const file = large();
    answers.push(lost);
    await expect(send(file)).rejects.toThrow("lost");
    await send(file);
    expect(sendInPieces).toHaveBeenCalledOnce();
    expect(posts.map(({ key, form }) => [key, form.get("upload_id")])).toEqual([
      ["k", "u1"],
      ["k", "u1"],
    ]);
  });

  it("goes on from where it was when its pieces were cut off", async () => {
    const file = large();
    vi.mocked(sendInPieces).mockImplementationOnce(async (_, options) => {
      options.resumable?.(address(7));
      return lost();
    });
    await expect(send(file)).rejects.toThrow("lost");
    await send(file);
    expect(posts.map(({ form }) => form.get("upload_id"))).toEqual(["u7"]);
  });

  it("is sent anew, under another key, when the server has thrown it away", async () => {
    const file = large();
    answers.push(lost, refused);
    await expect(send(file)).rejects.toThrow("lost");
    await send(file);
    expect(posts.map(({ form }) => form.get("upload_id"))).toEqual(["u1", "u1", "u2"]);
    expect(posts[2]?.key).not.toBe("k");
  });
});
