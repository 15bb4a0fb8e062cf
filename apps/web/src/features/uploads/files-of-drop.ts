// The files of a drop or of a file picker, folders walked, each with the path that it will have in the version.
import { maxFilesPerVersion } from "@chancery/core";
import type { NewFile } from "./upload-file.ts";

/** Enough to say that they are too many. */
const mostWalked = 2 * maxFilesPerVersion + 1;

/**
 * Call it within the drop's own event: afterwards the browser has forgotten it. A folder that was dropped alone is what
 * the version is made of, as `chancery push FOLDER` takes it: its own name is left out.
 */
export async function filesOfDrop(data: DataTransfer): Promise<readonly NewFile[]> {
  const entries = [...data.items].flatMap((item) => (item.kind === "file" ? (item.webkitGetAsEntry() ?? []) : []));
  if (entries.length === 0) return [...data.files].map((file) => ({ file, path: file.name }));
  const found: NewFile[] = [];
  const [only] = entries;
  if (entries.length === 1 && only?.isDirectory) await walkFolder(only as FileSystemDirectoryEntry, "", found);
  else for (const entry of entries) await walk(entry, "", found);
  return found;
}

/** Those of an `<input type="file">`; with `webkitdirectory`, what stands below the folder that was chosen. */
export const filesOfInput = (list: FileList): readonly NewFile[] =>
  [...list].map((file) => ({
    file,
    path: file.webkitRelativePath ? file.webkitRelativePath.split("/").slice(1).join("/") : file.name,
  }));

async function walk(entry: FileSystemEntry, folder: string, found: NewFile[]): Promise<void> {
  if (found.length >= mostWalked) return;
  const path = `${folder}${entry.name}`;
  if (entry.isDirectory) return walkFolder(entry as FileSystemDirectoryEntry, `${path}/`, found);
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
  found.push({ file, path });
}

async function walkFolder(entry: FileSystemDirectoryEntry, folder: string, found: NewFile[]): Promise<void> {
  const reader = entry.createReader();
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || found.length >= mostWalked) return;
    for (const inside of some) await walk(inside, folder, found);
  }
}
