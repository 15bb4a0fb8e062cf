// Two versions side by side: a candidate against what is released, or against any other version.
import {
  orThrow,
  compareFacts,
  compareSignatures,
  emptyCardDigest,
  evaluationCountsOf,
  portsOf,
  StageText,
  mayCompare,
  mayNameStage,
  Target,
  Comparison,
  type Actor,
  type ComparedVersion,
  type FactChange,
  type Side,
  type StageName,
  type Stages,
} from "@chancery/core";
import {
  holdersOf,
  revisionsInForce,
  stagesIn,
  versionContent,
  versionSubject,
  type HolderRow,
  type Reader,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { authorise, notFound, veil } from "../authorise.ts";
import { approvedStage } from "../evaluations/listed.ts";
import { sidesOf, type Seen } from "../evaluations/sides.ts";
import { query } from "../query.ts";
import { findVersion } from "../subjects/version.ts";
import { differencesOf, type Compared } from "./differences.ts";
import { incumbentFor } from "./incumbent.ts";

/** Of each list no more changes than this are answered; `counts` has them all. */
const maxChanges = 500;

/** Both versions must be visible to the caller. A stage compares with its newest holder other than the candidate, and its own holder with the one it replaced. */
export const compareVersions = query({
  permission: "version:read",
  input: z.strictObject({ ref: Target.version, against: Target.version.optional() }),
  output: Comparison,
  subject: (reader, { ref }, asking) => findVersion(reader, ref, asking),
  async run({ reader, actor, grants, subject }, { against: asked }): Promise<Comparison> {
    const stages = stagesIn(reader);
    const against = counterpartAsked(stages, asked);
    const holders = await holdersOf(reader, [subject.modelId]);
    const { other, replacedIn } = await counterpart(reader, { subject, holders, against, actor });
    if (other)
      try {
        authorise(actor, grants, "version:read", other);
      } catch (error) {
        throw veil(error, asked);
      }
    for (const side of other ? [subject, other] : [subject]) orThrow(mayCompare(side));
    const theirHolders =
      other && other.modelId !== subject.modelId ? await holdersOf(reader, [other.modelId]) : holders;
    const { stage } = against;
    const candidate = seenOf(stages, subject, { holders, stage });
    const incumbent =
      other && (stage ? { ...idsOf(other), stage } : seenOf(stages, other, { holders: theirHolders, stage: null }));
    const sides = await sidesOf(reader, incumbent ? [candidate, incumbent] : [candidate]);
    const ours = await shownOf(reader, subject, { holders, sides });
    const theirs = other && (await shownOf(reader, other, { holders: theirHolders, sides }));
    return { ...sideBySide(ours, theirs), replacedIn };
  },
});

type Against = { readonly stage: StageName } | { readonly stage: null; readonly version: Target<"version"> };

/** What holds the release stage unless asked otherwise. What may be a stage's name and is none is refused with those there are. */
function counterpartAsked(stages: Stages, asked: Target<"version"> | undefined): Against {
  if (asked === undefined) return { stage: stages.release.id };
  if (asked.id !== undefined || !StageText.safeParse(asked.text).success) return { stage: null, version: asked };
  orThrow(mayNameStage(stages, asked.text));
  return { stage: asked.text };
}

type Asked = {
  readonly subject: VersionSubject;
  readonly holders: readonly HolderRow[];
  readonly against: Against;
  readonly actor: Actor;
};

type Counterpart = { readonly other: VersionSubject | undefined; readonly replacedIn: StageName | null };

/** None where a stage is empty, or the candidate's own and was empty before; NOT_FOUND for a version that does not exist. */
async function counterpart(reader: Reader, { subject, holders, against, actor }: Asked): Promise<Counterpart> {
  if (against.stage !== null) {
    const { stage } = against;
    const found = await incumbentFor(reader, { version: subject, holders, stage });
    const other = found && (await versionSubject(reader, found.versionId));
    return { other, replacedIn: found?.isReplaced ? stage : null };
  }
  const named = await findVersion(reader, against.version, { actor });
  if (!named) throw notFound(against.version);
  return { other: named, replacedIn: null };
}

type Shown = {
  readonly shown: ComparedVersion;
  readonly content: Compared;
  readonly tags: Readonly<Record<string, string>>;
  readonly card: string;
};

const idsOf = ({ id: versionId, modelId }: VersionSubject) => ({ versionId, modelId });

/** Seen as the occupant of the stage asked about, where it holds it; where none was asked about, of the last exclusive one it holds. */
function seenOf(
  stages: Stages,
  { id: versionId, modelId }: VersionSubject,
  { holders, stage }: { readonly holders: readonly HolderRow[]; readonly stage: StageName | null },
): Seen {
  if (stage === null) return { versionId, modelId, stage: approvedStage(stages, holders, versionId) };
  const isHeld = holders.some((held) => held.stage === stage && held.versionId === versionId);
  return { versionId, modelId, stage: isHeld ? stage : null };
}

type Read = { readonly holders: readonly HolderRow[]; readonly sides: ReadonlyMap<string, Side> };

async function shownOf(reader: Reader, subject: VersionSubject, { holders, sides }: Read): Promise<Shown> {
  const { id: versionId, modelId, teamSlug: team, name } = subject;
  const content = await versionContent(reader, versionId);
  if (!content) throw notFound();
  const { card, tags } = await revisionsInForce(reader, { modelId, versionId });
  const { number, state, manifestDigest } = content;
  const stages = stagesIn(reader).names.filter((name) =>
    holders.some((held) => held.stage === name && held.versionId === versionId),
  );
  return {
    shown: { versionId, team, name, number, state, stages, manifestDigest },
    content: { ...content, side: sides.get(versionId)! }, // one for each asked for
    tags: tags ? (JSON.parse(tags.body) as Record<string, string>) : {},
    card: card?.digest ?? emptyCardDigest,
  };
}

function sideBySide(ours: Shown, theirs: Shown | undefined): Omit<Comparison, "replacedIn"> {
  const both = differencesOf(ours.content, theirs?.content, {
    candidate: ours.card,
    incumbent: theirs?.card ?? null,
  });
  const signature = compareSignatures(ours.content.signature, theirs?.content.signature ?? null);
  const environment = compareFacts(ours.content.environment, theirs?.content.environment ?? {});
  const tags = compareFacts(ours.tags, theirs?.tags ?? {});
  const sizes = sizesOf(ours);
  return {
    ...both,
    candidate: ours.shown,
    evaluations: {
      candidate: evaluationCountsOf(ours.content.side),
      incumbent: theirs ? evaluationCountsOf(theirs.content.side) : null,
    },
    incumbent: theirs?.shown ?? null,
    params: both.params.slice(0, maxChanges),
    files: both.files.slice(0, maxChanges),
    signature: signature.slice(0, maxChanges),
    environment: environment.slice(0, maxChanges),
    tags: tags.slice(0, maxChanges),
    counts: {
      params: counted(both.params, sizes.params),
      files: counted(both.files, sizes.files),
      signature: counted(signature, sizes.signature),
      environment: counted(environment, sizes.environment),
      tags: counted(tags, sizes.tags),
    },
  };
}

const sizesOf = ({ content, tags }: Shown) => ({
  params: Object.keys(content.params).length,
  files: content.files.length,
  signature: Object.keys(portsOf(content.signature)).length,
  environment: Object.keys(content.environment).length,
  tags: Object.keys(tags).length,
});

/** Of a candidate's `size` facts those that did not change are the rest. */
const counted = (changes: readonly FactChange[], size: number) => ({
  changed: changes.length,
  unchanged: size - changes.filter(({ candidate }) => candidate !== null).length,
});
