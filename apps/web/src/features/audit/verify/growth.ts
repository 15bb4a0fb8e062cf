// Checks in the browser that the log of today continues the one of an older checkpoint: nothing before it was edited.
import { parseConsistency, verifyConsistency } from "@chancery/core";
import { checkpointIn, signedStep, step, type Step } from "./entry.ts";

type Claim = {
  /** The checkpoint kept since then, as a signed note. */
  readonly old: string;
  /** The server's answer: body of a tlog-witness add-checkpoint request. */
  readonly answer: string;
  readonly verifierKey: string;
};

/** Name and size of the log that a kept checkpoint is of; undefined when the text is none. */
export const keptCheckpoint = (note: string) => checkpointIn(withFinalLine(note));

export function verifyGrowth({ old, answer, verifierKey }: Claim): readonly Step[] {
  const kept = keptCheckpoint(old);
  const growth = parseConsistency(answer);
  const now = growth && checkpointIn(growth.checkpoint);
  if (!kept || !growth || !now)
    return [step("Both checkpoints can be read", false, "one of the texts is not a checkpoint")];
  const isContinued = verifyConsistency({
    oldSize: kept.size,
    newSize: now.size,
    oldRoot: kept.root,
    newRoot: now.root,
    proof: growth.hashes,
  });
  return [
    signedStep(withFinalLine(old), verifierKey, "Your checkpoint is signed by the log's key"),
    signedStep(growth.checkpoint, verifierKey, "The newest checkpoint is signed by the log's key"),
    step(
      "The log continues yours",
      isContinued,
      isContinued
        ? `entries 0 to ${kept.size - 1} are unchanged; ${now.size - kept.size} came after`
        : "an earlier entry was changed, moved or removed",
    ),
  ];
}

/** What people paste has often lost its last line feed. */
const withFinalLine = (note: string) => `${note.replaceAll("\r\n", "\n").replace(/\n*$/, "")}\n`;
