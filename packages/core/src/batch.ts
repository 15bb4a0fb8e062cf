// A batch: many small files that come into a draft as one body, and the list that says which.
import { canonicalJson } from "./audit/jcs.ts";
import type { Reason } from "./kernel/view.ts";
import { allowedUnless, type Verdict } from "./errors.ts";
import type { FileEntry } from "./file-entry.ts";
import { collisionKey, foldersOf } from "./look-alike.ts";

/** A version holds no more files than this. */
export const maxFilesPerVersion = 10_000;
/** An account has no more files than this on their way, into all drafts. */
export const maxReceivingOfAccount = 20_000;
/** A batch holds no more files than this. */
export const maxBatchFiles = 1_000;
/** Larger contents are sent by themselves, and kept in a file of their own. */
export const maxPackedBytes = 256 * 1024;
/** Fewer bytes do not tell whose they are: an empty file, a licence, a small configuration. */
export const tellingBytes = 64 * 1024;
/** One answer carries no more bytes of contents than this. */
export const maxContentsBytes = 64 * 1024 * 1024;

type Bringing = { readonly inVersion: number; readonly ofAccount: number };
/** Whether so many files fit: into a version with those on their way to it, and on an account's way into all drafts. */
export const mayBring = ({ inVersion, ofAccount }: Bringing): Verdict =>
  allowedUnless("LIMIT_EXCEEDED", [
    ...(inVersion > maxFilesPerVersion
      ? [
          {
            code: "too_many_files",
            message: `a version holds at most ${maxFilesPerVersion} files, including those being uploaded: pack small files into an archive`,
          },
        ]
      : []),
    ...(ofAccount > maxReceivingOfAccount
      ? [
          {
            code: "too_many_uploads",
            message: `an account may upload at most ${maxReceivingOfAccount} files at a time, over all drafts: finish or end some of these uploads first`,
          },
        ]
      : []),
  ]);

/** The list of a batch as its digest is taken over: canonical JSON (RFC 8785), by path. */
export const fileListOf = (files: readonly FileEntry[]): string =>
  canonicalJson(
    [...files]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, sizeBytes, sha256 }) => ({ path, sizeBytes, sha256 })),
  );

/** Whether paths may be added beside those present; what is against it names each. The same path may stand there: that is no clash. */
export function mayStandBeside(added: readonly string[], present: readonly string[]): Verdict {
  const files = new Map<string, Set<string>>();
  const inside = new Map<string, string>();
  for (const path of new Set([...present, ...added])) {
    const key = collisionKey(path);
    files.set(key, (files.get(key) ?? new Set()).add(path));
    for (const folder of foldersOf(key)) inside.set(folder, path);
  }
  const otherAt = (key: string, path: string) => [...(files.get(key) ?? [])].find((other) => other !== path);
  const seen = new Map<string, number>();
  for (const path of added) seen.set(path, (seen.get(path) ?? 0) + 1);
  const reasons = [...seen].flatMap(([path, times]): Reason[] => {
    if (times > 1) return [{ code: "path_repeated", message: `${path} is listed more than once` }];
    const key = collisionKey(path);
    const above = foldersOf(key).find((folder) => files.has(folder));
    const other = otherAt(key, path) ?? inside.get(key) ?? (above && otherAt(above, path));
    if (other === undefined) return [];
    return [pathCollides(path, other)];
  });
  return allowedUnless("CONFLICT", reasons);
}

export const pathCollides = (path: string, other: string): Reason => ({
  code: "path_collides",
  message: `${path} and ${other} cannot be in one folder: rename one of them`,
});

const shownReasons = 50;
/** What is wrong with a batch, by file: all of it, or the first ones and how many more. */
export const reasonsShown = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.length <= shownReasons
    ? reasons
    : [
        ...reasons.slice(0, shownReasons),
        { code: reasons[0]!.code, message: `and ${reasons.length - shownReasons} more` },
      ];
