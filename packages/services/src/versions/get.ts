// One version with its evidence, its standing in every stage, and what the viewer may do with it.
import {
  orThrow,
  actionsOf,
  rolesOn,
  StageText,
  mayRecord,
  mayRequestAny,
  mayRevoke,
  maySeal,
  mayNameStage,
  mayUpload,
  Target,
  VersionView,
  type Actor,
  type GrantFact,
} from "@chancery/core";
import { versionSubject, type VersionSubject } from "@chancery/db";
import { z } from "zod";
import { shownAsTold } from "../audit/shown-as-told.ts";
import type { House } from "../house.ts";
import { query, visibleTo } from "../query.ts";
import { uploadView } from "../uploads/upload-view.ts";
import { findVersion } from "../subjects/version.ts";
import { readVersion } from "./read-version.ts";
import { shownOnVersion } from "./shown-rows.ts";

export const GetVersionInput = z
  .strictObject({
    ref: Target.version.optional(),
    versionId: Target.version.optional(),
    /** The stage whose occupant it is compared with; the release stage unless said. */
    against: StageText.optional(),
  })
  .refine(({ ref, versionId }) => (ref === undefined) !== (versionId === undefined), {
    message: "give either a ref or a versionId",
  });

/** By id, or by a reference; a bare `team/name` is INVALID_INPUT. */
export const getVersion = query({
  permission: "version:read",
  input: GetVersionInput,
  output: VersionView,
  subject(reader, { ref, versionId }, asking) {
    const target = ref ?? versionId;
    return target ? findVersion(reader, target, asking) : Promise.resolve(undefined);
  },
  async run({ reader, actor, grants, house, subject }, input): Promise<VersionView> {
    const { stages } = house.db;
    const { against = stages.release.id } = input;
    orThrow(mayNameStage(stages, against));
    const visible = visibleTo(actor, grants, "version:read");
    return shownAsTold({ reader, house }, async (told) => {
      const own = told === reader ? subject : ((await versionSubject(told, subject.id)) ?? subject);
      const { held, ...read } = await readVersion(told, own, { visible, actorId: actor.id, against });
      return { view: await viewOf(read, { house, actor, grants, subject: own }), shown: shownOnVersion(house, held) };
    });
  },
});

type Read = Omit<Awaited<ReturnType<typeof readVersion>>, "held">;
type Viewing = {
  readonly house: House;
  readonly actor: Actor;
  readonly grants: readonly GrantFact[];
  readonly subject: VersionSubject;
};

async function viewOf({ receiving, receivingCount, ...version }: Read, { house, actor, grants, subject }: Viewing) {
  const sealable = { ...subject, fileCount: version.fileCount, receiving: receivingCount };
  return {
    ...version,
    uploads: await Promise.all(receiving.map((upload) => uploadView(house, upload))),
    ...actionsOf(actor, rolesOn(actor, grants, subject), {
      upload: { permission: "version:upload", rule: mayUpload(subject) },
      seal: { permission: "version:seal", rule: maySeal(sealable) },
      revise: { permission: "version:revise" },
      record: { permission: "evaluation:validate", rule: mayRecord(subject) },
      "record-lineage": { permission: "evaluation:record", rule: mayRecord(subject) },
      "request-promotion": { permission: "promotion:request", rule: mayRequestAny(version.verdict) },
      revoke: { permission: "version:revoke", rule: mayRevoke(subject) },
    }),
  };
}
