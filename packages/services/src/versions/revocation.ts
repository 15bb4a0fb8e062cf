// What revoking a version would end: asked before, and the very list that revoking goes by.
import { revocationEnds, Target, RevocationEnds } from "@chancery/core";
import { aliasesPointingAt, openPromotionsOfVersion, stagesHeldBy, stagesIn, type Reader } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";
import { findVersion } from "../subjects/version.ts";

/** For whoever may revoke it. What changes until the revocation is answered with it. */
export const revocationOfVersion = query({
  permission: "version:revoke",
  input: z.strictObject({ versionId: Target.version }),
  output: RevocationEnds,
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  run: ({ reader, subject }) => whatRevokingEnds(reader, subject.id),
});

export async function whatRevokingEnds(reader: Reader, versionId: string): Promise<RevocationEnds> {
  const stages = await stagesHeldBy(reader, versionId);
  const aliases = await aliasesPointingAt(reader, versionId);
  const promotions = await openPromotionsOfVersion(reader, versionId);
  return revocationEnds(stagesIn(reader), { stages, aliases, promotions });
}
