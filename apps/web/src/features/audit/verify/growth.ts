// Checks in the browser that the log of today continues the one of an older checkpoint: nothing before it was edited.
import { fromBase64, type Bytes } from "./bytes.ts";
import { readCheckpoint, whoSigned } from "./checkpoint.ts";
import { signedStep, type Step } from "./entry.ts";
import { isPrefix } from "./tree.ts";

type Claim = {
  /** The checkpoint kept since then, as a signed note. */
  readonly old: string;
  /** The server's answer: body of a tlog-witness add-checkpoint request. */
  readonly answer: string;
  readonly verifierKey: string;
};

/** Size of a kept checkpoint, undefined when the text is none. */
export const sizeOf = (note: string): number | undefined => readCheckpoint(withFinalLine(note))?.size;

/** The name of the log it is of; undefined when the text is no checkpoint. */
export const originOf = (note: string): string | undefined => readCheckpoint(withFinalLine(note))?.origin;

export async function verifyGrowth({ old, answer, verifierKey }: Claim): Promise<readonly Step[]> {
  const kept = readCheckpoint(withFinalLine(old));
  const growth = readAnswer(answer);
  const now = growth && readCheckpoint(growth.checkpoint);
  if (!kept || !growth || !now)
    return [{ name: "Both checkpoints can be read", status: "failed", detail: "one of the texts is no checkpoint" }];
  const isContinued = await isPrefix({
    oldSize: kept.size,
    newSize: now.size,
    oldRoot: kept.root,
    newRoot: now.root,
    path: growth.path,
  });
  return [
    {
      ...signedStep(await whoSigned(kept, verifierKey), verifierKey),
      name: "Your checkpoint is signed by the log's key",
    },
    {
      ...signedStep(await whoSigned(now, verifierKey), verifierKey),
      name: "The newest checkpoint is signed by the log's key",
    },
    {
      name: "The log continues yours",
      status: isContinued ? "passed" : "failed",
      detail: isContinued
        ? `entries 0 to ${kept.size - 1} stand as you knew them; ${now.size - kept.size} came after`
        : "an entry you knew was changed, moved or removed",
    },
  ];
}

function readAnswer(text: string): { path: readonly Bytes[]; checkpoint: string } | undefined {
  const cut = text.indexOf("\n\n");
  const [first = "", ...lines] = text.slice(0, cut).split("\n");
  const path = lines.filter((line) => line !== "").map(fromBase64);
  if (cut < 0 || !/^old \d+$/.test(first) || path.some((hash) => hash?.length !== 32)) return undefined;
  return { path: path as Bytes[], checkpoint: text.slice(cut + 2) };
}

/** What people paste has often lost its last line feed. */
const withFinalLine = (note: string) => `${note.replaceAll("\r\n", "\n").replace(/\n*$/, "")}\n`;
