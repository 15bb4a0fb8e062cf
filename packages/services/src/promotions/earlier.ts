// What was asked and decided before on the same content of a model, with each voter's last word.
import { lastWords, standingObjection, Target, EarlierDecisions, type EarlierDecision } from "@chancery/core";
import {
  decisionsOn,
  promotionsOfContent,
  votesOn,
  type ContentKey,
  type EarlierDetail,
  type Reader,
  type VoteRow,
} from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";
import { findVersion } from "../subjects/version.ts";

const shown = 20;
const noteLength = 600;

/** Of a version: what whoever asks for its promotion has to know, and `toAnswer` what the request has to reply to. */
export const earlierDecisions = query({
  permission: "version:read",
  input: z.strictObject({ versionId: Target.version }),
  output: EarlierDecisions,
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, subject }): Promise<EarlierDecisions> {
    const { modelId, manifestDigest } = subject;
    if (manifestDigest === null) return { items: [], count: 0, toAnswer: null };
    return earlierOn(reader, { content: { modelId, manifestDigest } });
  },
});

/** Four statements. `below` leaves out the promotion of that number and later ones. */
export async function earlierOn(
  reader: Reader,
  { content, below }: { readonly content: ContentKey; readonly below?: number },
): Promise<EarlierDecisions> {
  const isBefore = below === undefined ? {} : { below };
  const { rows, count } = await promotionsOfContent(reader, { content, ...isBefore, limit: shown });
  const votes = await votesOn(
    reader,
    rows.map(({ id }) => id),
  );
  const decided = await decisionsOn(reader, [content]);
  const standing = standingObjection(decided.filter(({ number }) => below === undefined || number < below));
  return {
    items: rows.map((row) => decisionOf(row, votes)),
    count,
    toAnswer: standing ? { number: standing.number, state: standing.state } : null,
  };
}

const decisionOf = (row: EarlierDetail, votes: readonly VoteRow[]): EarlierDecision => ({
  number: row.number,
  versionNumber: row.versionNumber,
  stage: row.stage,
  state: row.state,
  requester: row.requester ?? row.requesterId,
  createdAt: row.createdAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  isObjectedTo: row.isObjectedTo,
  withdrawalNote: row.withdrawalNote && cut(row.withdrawalNote),
  votes: lastWords(votes.filter(({ promotionId }) => promotionId === row.id)).map((cast) => ({
    printedName: cast.printedName,
    decision: cast.decision,
    note: cut(cast.note),
    at: cast.createdAt.toISOString(),
  })),
});

const cut = (text: string) => (text.length > noteLength ? `${text.slice(0, noteLength)}…` : text);
