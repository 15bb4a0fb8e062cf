// The files of a sealed version are told by its manifest, not row by row: the rows beside it must be the same.
import { maxFilesPerVersion, filesInManifest, type FileEntry } from "@chancery/core";
import { filesAfter, governedRows, storedFilesOf, type Reader, type RowValues } from "@chancery/db";

const pageSize = 1000;

/**
 * The ids of sealed versions whose rows of files are not those of their manifest. One whose manifest is not of its digest is
 * left out: it differs from the log as a row. Versions and files are read in pages of one order, once.
 */
export async function* versionsOfOtherFiles(
  reader: Reader,
  { rest }: { rest(): Promise<unknown> },
): AsyncGenerator<string> {
  const rows = filesByVersion(reader);
  let next = await rows.next();
  for (let after: RowValues | undefined; ;) {
    const page = await governedRows(reader, { table: "versions", after, limit: pageSize });
    for (const version of page) {
      const versionId = String(version["id"]);
      const [, beside] = next.value?.[0] === versionId ? next.value : [];
      if (beside) next = await rows.next();
      const sealed = sealedFiles(version);
      // Read one by one where they differ: the version may have been sealed between the two pages.
      if (!sealed || isSame(sealed, beside ?? [])) continue;
      if (!isSame(sealed, await storedFilesOf(reader, { versionId, limit: maxFilesPerVersion + 1 }))) yield versionId;
    }
    after = page.at(-1);
    if (page.length < pageSize) return;
    await rest();
  }
}

/** What the manifest of this row names; undefined for a draft and a manifest that is not of its digest. */
export function sealedFiles({ manifest, manifestDigest }: RowValues): readonly FileEntry[] | undefined {
  if (typeof manifest !== "string" || typeof manifestDigest !== "string") return undefined;
  return filesInManifest(manifest, manifestDigest);
}

async function* filesByVersion(reader: Reader): AsyncGenerator<readonly [string, readonly FileEntry[]], undefined> {
  let files: FileEntry[] = [];
  let of: string | undefined;
  for (let after: { readonly versionId: string; readonly path: string } | undefined; ;) {
    const page = await filesAfter(reader, { after, limit: pageSize });
    for (const { versionId, ...file } of page) {
      if (of !== undefined && of !== versionId) {
        yield [of, files];
        files = [];
      }
      of = versionId;
      files.push(file);
    }
    after = page.at(-1);
    if (page.length < pageSize) break;
  }
  if (of !== undefined) yield [of, files];
  return undefined;
}

function isSame(sealed: readonly FileEntry[], beside: readonly FileEntry[]): boolean {
  if (sealed.length !== beside.length) return false;
  const byPath = new Map(beside.map((file) => [file.path, file]));
  return sealed.every(({ path, sizeBytes, sha256 }) => {
    const file = byPath.get(path);
    return file?.sizeBytes === sizeBytes && file.sha256 === sha256;
  });
}
