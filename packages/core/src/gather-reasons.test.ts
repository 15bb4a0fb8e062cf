import { describe, expect, it } from "vitest";
import { gatherCauses } from "./gather-causes.ts";
import { gatherReasons } from "./gather-reasons.ts";
import { can, permissionNames, type Permission } from "./permissions.ts";

const nobody = { kind: "person", via: "session", scopes: ["*"] } as const;
const against = (...acts: readonly Permission[]) =>
  acts.flatMap((act) => {
    const verdict = can(nobody, ["viewer"], act);
    return verdict.ok ? [] : verdict.reasons;
  });

describe("what stands against several acts", () => {
  it("is one sentence for all that take the same roles, and one for each other reason", () => {
    const revoked = { code: "version_revoked", message: "this version is revoked" };
    const reasons = against("model:update", "version:upload", "evaluation:record", "version:upload");
    expect(gatherReasons([...reasons, revoked, revoked])).toEqual([
      {
        code: "role_missing",
        message: "you need the maintainer role to change a model's description, tags, card, visibility",
      },
      {
        code: "role_missing",
        message:
          "you need the contributor or maintainer role to add files to a draft and to record evaluations and lineage",
      },
      revoked,
    ]);
  });

  it("says one act as it was said alone, and keeps the order", () => {
    for (const act of permissionNames) expect(gatherReasons(against(act)), act).toEqual(against(act));
  });

  it("says nothing of the same roles twice, whatever is asked", () => {
    const said = gatherReasons(against(...permissionNames)).map(({ message }) => message.split(" role to ")[0]);
    expect(new Set(said).size).toBe(said.length);
  });
});

describe("causes of which the same follows", () => {
  const asked = { code: "voter_is_requester", message: "you requested this promotion: someone else has to decide" };
  const uploaded = {
    code: "voter_is_uploader",
    message: "you contributed to this version's content: someone else has to decide",
  };
  const closed = { code: "promotion_closed", message: "this promotion is rejected" };

  it("are one sentence, and others stay as they are", () => {
    expect(gatherCauses([closed, asked, uploaded, asked, closed])).toEqual([
      closed,
      {
        ...asked,
        message:
          "you requested this promotion, and you contributed to this version's content: someone else has to decide",
      },
    ]);
    expect(gatherCauses([asked])).toEqual([asked]);
  });
});
