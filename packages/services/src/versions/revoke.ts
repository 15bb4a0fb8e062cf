// Revokes a sealed version: it leaves every stage, its aliases end, its files are not handed out any more; its digest still resolves.
import { orThrow, prose, mayRevoke, Target, RevocationEnds } from "@chancery/core";
import { endAliasesOf, endOccupanciesOf, saveRevocation, touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { lockVersion } from "../subjects/version.ts";
import { whatRevokingEnds } from "./revocation.ts";

/** ILLEGAL_TRANSITION unless it is sealed. There is no way back. Answers what it ended. */
export const revokeVersion = command({
  kind: "version.revoked@1",
  permission: "version:revoke",
  input: z.strictObject({ versionId: Target.version, reason: prose(2000, 1) }),
  output: RevocationEnds,
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run({ tx, actor, now, subject }, { reason }) {
    orThrow(mayRevoke(subject));
    const { id: versionId, modelId, number } = subject;
    await touchModel(tx, { modelId, now }); // first: stages and aliases are moved behind the model's row lock
    await saveRevocation(tx, { id: versionId, revokedAt: now, revokedReason: reason });
    const ends = await whatRevokingEnds(tx, versionId);
    await endOccupanciesOf(tx, { versionId, stages: ends.stages, at: now });
    await endAliasesOf(tx, { versionId, names: ends.aliases, at: now, endedBy: actor.id });
    return { result: ends, audit: { versionId, modelId, number, reason } };
  },
});
