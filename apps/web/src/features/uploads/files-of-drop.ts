// The files of a drop or of a file picker, folders walked, each with the path that it will have in the version.
import { maxFilesPerVersion } from "@chancery/core";
import type { NewFile, Picked } from "./upload-file.ts";

/** Enough to say that they are too many. */
const mostWalked = 2 * maxFilesPerVersion + 1;

/** Left out as `chancery push` leaves it out: both roads make the same version of a folder. */
const leftOut = ".git";
/** Taken, because nothing else says that they do not belong to a model; the person is told. */
const unlikely = new Set([".DS_Store", "Thumbs.db", "desktop.ini", "node_modules", "__pycache__", "__MACOSX"]);

type Walked = {
  readonly files: NewFile[];
  readonly leftOut: string[];
  readonly empty: string[];
  readonly unreadable: string[];
};

/**
 * Call it within the drop's own event: afterwards the browser has forgotten it. A folder that was dropped alone is what
 * the version is made of, as `chancery push FOLDER` takes it: its own name is left out.
 */
export async function filesOfDrop(data: DataTransfer): Promise<Picked> {
  const entries = [...data.items].flatMap((item) => (item.kind === "file" ? (item.webkitGetAsEntry() ?? []) : []));
  if (entries.length === 0)
    return pickedOf({ ...nothing(), files: [...data.files].map((file) => ({ file, path: file.name })) });
  const walked = nothing();
  const [only] = entries;
  if (entries.length === 1 && only && isFolder(only)) await walkFolder(only, { path: "", walked });
  else for (const entry of entries) await walk(entry, { path: entry.name, walked });
  return pickedOf(walked);
}

/** Those of an `<input type="file">`; with `webkitdirectory`, what stands below the folder that was chosen. */
export function filesOfInput(list: Iterable<File>): Picked {
  const walked = nothing();
  const folders = new Set<string>();
  for (const file of list) {
    const [, ...below] = file.webkitRelativePath.split("/");
    const at = below.indexOf(leftOut);
    if (at >= 0) folders.add(below.slice(0, at + 1).join("/"));
    else walked.files.push({ file, path: below.length > 0 ? below.join("/") : file.name });
  }
  walked.leftOut.push(...folders);
  return pickedOf(walked);
}

const nothing = (): Walked => ({ files: [], leftOut: [], empty: [], unreadable: [] });
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
type At = { readonly path: string; readonly walked: Walked };

/** What cannot be read is noted, and the others go on. */
async function walk(entry: FileSystemEntry, { path, walked }: At): Promise<void> {
  if (walked.files.length >= mostWalked) return;
  if (entry.name === leftOut) return void walked.leftOut.push(path);
  if (isFolder(entry)) return walkFolder(entry, { path, walked });
  const file = await new Promise<File | undefined>((resolve) =>
    (entry as FileSystemFileEntry).file(resolve, () => resolve(undefined)),
  );
  if (file) walked.files.push({ file, path });
  else walked.unreadable.push(path);
}

async function walkFolder(entry: FileSystemDirectoryEntry, { path, walked }: At): Promise<void> {
  const reader = entry.createReader();
  for (let count = 0; ;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[] | undefined>((resolve) =>
      reader.readEntries(resolve, () => resolve(undefined)),
    );
    if (!some) return void walked.unreadable.push(path || entry.name);
    if (some.length === 0 && count === 0) walked.empty.push(path || entry.name);
    if (some.length === 0 || walked.files.length >= mostWalked) return;
    count += some.length;
    for (const inside of some) await walk(inside, { path: path ? `${path}/${inside.name}` : inside.name, walked });
  }
}

/** What the person should know of it, in sentences. */
function pickedOf({ files, leftOut, empty, unreadable }: Walked): Picked {
  const odd = [...new Set(files.flatMap(({ path }) => path.split("/").filter((name) => unlikely.has(name))))];
  const notes = [
    ...(unreadable.length > 0
      ? [`This browser could not read ${named(unreadable)}: drop or pick it again if it belongs to the model.`]
      : []),
    ...(leftOut.length > 0 ? [`Left out: ${named(leftOut)}. Git's own folder is not part of a version.`] : []),
    ...(empty.length > 0
      ? [`Left out: ${named(empty)}. A version consists of files, so an empty folder is not part of it.`]
      : []),
    ...(odd.length > 0 ? [`Among the files is ${named(odd)}: remove what does not belong to the model.`] : []),
  ];
  return { files, notes };
}

/** By name while they are few. */
const named = (paths: readonly string[]): string =>
  paths.length <= 3
    ? paths.join(", ")
    : `${paths.slice(0, 2).join(", ")} and ${(paths.length - 2).toLocaleString("en")} more`;
