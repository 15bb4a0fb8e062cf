// Whether anybody could approve a version, by the rules of a vote: said when it is registered, and on its page.
import { mintersAt, openPolicy, whyNotApprovable, Target, Reason, type Actor, type Uploader } from "@chancery/core";
import { currentPolicy, mintingsOf, reviewersOf, stagesIn, type Reader } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";
import { findVersion } from "../subjects/version.ts";
import { involvedIn } from "./makers.ts";

type Place = Pick<Parameters<typeof reviewersOf>[1], "modelId" | "teamId" | "visibility">;

/** For whoever registers it. One statement where no reviewer is behind the account. */
export async function warningsFor(
  reader: Reader,
  place: Place,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<readonly Reason[]> {
  const { modelId, teamId, visibility } = place;
  const reviewers = await reviewersOf(reader, { modelId, teamId, visibility, since: now, at: now });
  const uploaders = await behind(reader, actor, now);
  if (!reviewers.some(({ id }) => uploaders.some((one) => one.answerableId === id))) return [];
  const involved = { uploaders, authors: [], trainers: [] };
  return whyNotApprovable({
    stages: stagesIn(reader),
    policy: openPolicy(await currentPolicy(reader)),
    reviewers,
    involved,
  });
}

/** Itself, or whoever answers for a service account or made a token it can use. */
async function behind(reader: Reader, { id, kind, answerableId }: Actor, at: Date): Promise<readonly Uploader[]> {
  if (kind !== "service") return [{ id, answerableId }];
  const minters = mintersAt(await mintingsOf(reader, [id]), { accountId: id, at });
  return [...new Set([answerableId, ...minters])].map((personId) => ({ id, answerableId: personId }));
}

/** Of a version there is: everybody with a hand in what it holds so far, or in what describes it. */
export const approvalWarnings = query({
  permission: "version:read",
  input: z.strictObject({ versionId: Target.version }),
  output: z.object({ warnings: z.array(Reason) }),
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, now, subject }): Promise<{ readonly warnings: readonly Reason[] }> {
    const { id, modelId, teamId, visibility } = subject;
    const reviewers = await reviewersOf(reader, { modelId, teamId, visibility, since: now, at: now });
    const involved = (await involvedIn(reader, [id])).get(id)!;
    const policy = openPolicy(await currentPolicy(reader));
    return { warnings: whyNotApprovable({ stages: stagesIn(reader), policy, reviewers, involved }) };
  },
});
