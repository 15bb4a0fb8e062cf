// What is taken of a drop or a picked folder, and what its person is told of the rest.
import { expect, it } from "vitest";
import { filesOfDrop, filesOfInput } from "./files-of-drop.ts";

/** A folder of these; a file as its text; `null` is what the browser cannot read. */
type Tree = { readonly [name: string]: Tree | string | null };
const unread = new DOMException("gone", "NotFoundError");

function entryOf(name: string, content: Tree | string | null): FileSystemEntry {
  if (content === null || typeof content === "string") {
    const file = (resolve: (file: File) => void, reject: (error: DOMException) => void) =>
      content === null ? reject(unread) : resolve(new File([content], name));
    return { name, isDirectory: false, isFile: true, file } as never;
  }
  const inside = Object.entries(content).map(([name, one]) => entryOf(name, one));
  const createReader = () => {
    const left = [...inside];
    return {
      readEntries: (resolve: (some: FileSystemEntry[]) => void, reject: (error: DOMException) => void) =>
        "unreadable" in content ? reject(unread) : resolve(left.splice(0, 100)),
    };
  };
  return { name, isDirectory: true, isFile: false, createReader } as never;
}
async function dropped(tree: Tree) {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: "file",
    webkitGetAsEntry: () => entryOf(name, content),
  }));
  const { files, notes } = await filesOfDrop({ items, files: [] } as never);
  return { paths: files.map(({ path }) => path), notes };
}

it("takes a folder that is dropped alone without its own name, and several with theirs", async () => {
  const folder = { "config.json": "{}", onnx: { "model.onnx": "x" } };
  expect((await dropped({ folder })).paths).toEqual(["config.json", "onnx/model.onnx"]);
  expect((await dropped({ folder, "README.md": "" })).paths).toEqual([
    "folder/config.json",
    "folder/onnx/model.onnx",
    "README.md",
  ]);
});

it("takes every entry of a folder, of which the browser tells a hundred at a time", async () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`f${n}`, "x"]));
  expect((await dropped({ many })).paths).toHaveLength(250);
});

it("leaves out Git's own folders and empty ones, and says so", async () => {
  const folder = { ".git": { HEAD: "x" }, sub: { ".git": { HEAD: "x" }, a: "x" }, empty: {}, b: "x" };
  expect(await dropped({ folder })).toEqual({
    paths: ["sub/a", "b"],
    notes: [
      "Left out: .git, sub/.git. Git's own folder is not part of a version.",
      "Left out: empty. A version consists of files, so an empty folder is not part of it.",
    ],
  });
  expect((await dropped({ alone: {} })).notes).toEqual([
    "Left out: alone. A version consists of files, so an empty folder is not part of it.",
  ]);
});

it("tells by name what the browser cannot read, and takes the others", async () => {
  const folder = { a: "x", link: null, locked: { unreadable: "" }, b: "x" };
  expect(await dropped({ folder })).toEqual({
    paths: ["a", "b"],
    notes: ["This browser could not read link, locked: drop or pick it again if it belongs to the model."],
  });
  const five = { a: null, b: null, c: null, d: null, e: null };
  expect((await dropped({ five })).notes[0]).toMatch(/could not read a, b and 3 more:/);
});

it("takes what looks like no part of a model, and asks its person to look", async () => {
  const folder = { ".DS_Store": "", node_modules: { x: "", y: "" }, model: "x" };
  expect(await dropped({ folder })).toEqual({
    paths: [".DS_Store", "node_modules/x", "node_modules/y", "model"],
    notes: ["Among the files is .DS_Store, node_modules: remove what does not belong to the model."],
  });
});

it("takes of a picked folder what it takes of a dropped one", () => {
  const picked = (webkitRelativePath: string) => Object.assign(new File(["x"], "x"), { webkitRelativePath });
  const { files, notes } = filesOfInput(["m/a", "m/sub/b", "m/.git/HEAD", "m/.git/config"].map(picked));
  expect(files.map(({ path }) => path)).toEqual(["a", "sub/b"]);
  expect(notes).toEqual(["Left out: .git. Git's own folder is not part of a version."]);
  const alone = Object.assign(new File(["x"], "alone.bin"), { webkitRelativePath: "" });
  expect(filesOfInput([alone]).files[0]!.path).toBe("alone.bin");
});
