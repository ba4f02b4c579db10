import { expect, it, vi } from "vitest";
import { type FolderCalls, Folders } from "./folders";
import type { Target } from "./queue";

const target: Target = {
  projectId: "p",
  kind: "document",
  parentId: "top",
  into: "Top",
  seenBy: null,
};
const folder = (id: string, parent_id: string | null, title: string) => ({ id, parent_id, title });

function foldersUnderTest(there: ReturnType<typeof folder>[] = []) {
  const list = vi.fn<FolderCalls["list"]>(async () => there);
  const make = vi.fn<FolderCalls["make"]>(async (_, __, { title, parent_id }) =>
    folder(`${parent_id}/${title}`, parent_id, title),
  );
  return { folders: new Folders({ list, make }), list, make };
}

it("makes each folder of a tree once, however many files wait for it", async () => {
  const { folders, list, make } = foldersUnderTest();
  const ids = await Promise.all([
    folders.idFor(1, target, "Plans/Ground/a.pdf"),
    folders.idFor(1, target, "Plans/Ground/b.pdf"),
    folders.idFor(1, target, "Plans/c.pdf"),
    folders.idFor(1, target, "d.pdf"),
  ]);
  expect(ids).toEqual(["top/Plans/Ground", "top/Plans/Ground", "top/Plans", "top"]);
  expect(make).toHaveBeenCalledTimes(2);
  expect(list).toHaveBeenCalledOnce();
});

it("takes folders that are there by their names, and only in the same place", async () => {
  const { folders, make } = foldersUnderTest([
    folder("f1", "top", "plans"),
    folder("f2", "elsewhere", "Photos"),
  ]);
  expect(await folders.idFor(1, target, "Plans/a.pdf")).toBe("f1");
  expect(await folders.idFor(1, target, "Photos/a.jpg")).toBe("top/Photos");
  expect(make).toHaveBeenCalledOnce();
});

it("tries again where making one failed, and looks anew for the next batch", async () => {
  const { folders, list, make } = foldersUnderTest();
  make.mockRejectedValueOnce(new TypeError("network"));
  await expect(folders.idFor(1, target, "Plans/a.pdf")).rejects.toThrow("network");
  expect(await folders.idFor(1, target, "Plans/a.pdf")).toBe("top/Plans");
  await folders.idFor(2, target, "Plans/a.pdf");
  expect(list).toHaveBeenCalledTimes(2);
});
