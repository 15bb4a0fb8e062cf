// What is missing before a draft can be sealed, in words.
import { withUnseenShown } from "@chancery/core";
import type { UploadFile, UploadTotals } from "#features/uploads/upload-file.ts";
import { onTheWay } from "./transfer-words.ts";

export type DraftStanding = {
  readonly kind: "files" | "external";
  /** Files that the draft holds. */
  readonly fileCount: number;
  /** One's own uploads that the server holds open. */
  readonly open: number;
  /** The senders of the others that it holds open, one for each. */
  readonly others: readonly string[];
  /** There are more of them than are named. */
  readonly areMore?: boolean;
  /** It is published, in whichever revision. */
  readonly hasCard?: boolean;
};
/** Where on the page they are listed. */
export const openPlace = "not-finished";
export type Unfinished = {
  /** What this page sends. */
  readonly counts: UploadTotals["counts"];
  readonly files: readonly Pick<UploadFile, "path" | "state">[];
  /** The parts of the page that hold text nobody has sent. */
  readonly typed: readonly string[];
};

/** Each a few words; with none of them the draft can be sealed. */
export function notYet(
  { kind, fileCount, open, others, areMore = false }: DraftStanding,
  { counts, files, typed }: Unfinished,
): readonly string[] {
  const moving = onTheWay(counts);
  const held = moving + counts.paused + counts.failed;
  const elsewhere = Math.max(0, open - held);
  const isEmpty = kind === "files" && fileCount + counts.done + held + open + others.length === 0;
  return [
    ...(isEmpty ? ["no file is here"] : []),
    ...(moving > 0 ? [`${filesOf(moving)} on the way`] : []),
    ...(counts.removing > 0 ? [`${filesOf(counts.removing)} being removed`] : []),
    ...(counts.paused > 0 ? [`${counts.paused} paused`] : []),
    ...(elsewhere > 0 ? [`${filesOf(elsewhere)} begun and not finished`] : []),
    ...(others.length > 0
      ? [`${uploadsOf(others.length)}${areMore ? " and more" : ""} of ${namesOf(others)} not finished`]
      : []),
    ...(counts.failed > 0 ? [`${named(files, "failed")} failed`] : []),
    ...(counts.refused > 0 ? [`${named(files, "refused")} refused`] : []),
    ...typed.map((part) => `${part}: typed and not recorded`),
  ];
}

const filesOf = (count: number) => (count === 1 ? "1 file" : `${count} files`);

const uploadsOf = (count: number) => (count === 1 ? "1 upload" : `${count} uploads`);
function namesOf(senders: readonly string[]): string {
  const names = [...new Set(senders)];
  return names.length <= 2 ? names.join(" and ") : `${names.length} people`;
}

/** By name while they are few. */
function named(files: Unfinished["files"], state: UploadFile["state"]): string {
  const those = files.filter((file) => file.state === state).map(({ path }) => withUnseenShown(path));
  return those.length <= 2 ? those.join(" and ") : filesOf(those.length);
}
