import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anonymousActor,
  grantsOn,
  organisation,
  organisationId,
  roles,
  rolesOn,
  systemActor,
  type Actor,
  type Custody,
  type GrantFact,
  type Role,
  type Subject,
  type Visibility,
} from "./roles.ts";

const ada: Actor = { id: "ada", kind: "person", name: "Ada", answerableId: "ada", via: "session", scopes: ["*"] };
const from = new Date(0);
const grant = (role: Role, scope: GrantFact["scope"], scopeId: string): GrantFact => ({ role, scope, scopeId, from });
const model = (visibility: "organisation" | "team" | "restricted"): Subject => ({
  kind: "model",
  id: "vad",
  modelId: "vad",
  teamId: "speech",
  visibility,
});

describe("roles on a model", () => {
  it("that is open to the organisation: anyone signed in views it", () => {
    expect(rolesOn(ada, [], model("organisation"))).toEqual(["viewer"]);
  });

  it("of a team: only who holds a role there, on the model or everywhere knows it", () => {
    expect(rolesOn(ada, [], model("team"))).toEqual([]);
    expect(rolesOn(ada, [grant("contributor", "team", "vision")], model("team"))).toEqual([]);
    expect(rolesOn(ada, [grant("contributor", "team", "speech")], model("team"))).toEqual(["contributor"]);
    expect(rolesOn(ada, [grant("viewer", "model", "vad")], model("team"))).toEqual(["viewer"]);
    expect(rolesOn(ada, [grant("auditor", "organisation", organisationId)], model("team"))).toEqual(["auditor"]);
  });

  it("that is restricted: of its team only maintainers know it", () => {
    for (const role of roles)
      expect(rolesOn(ada, [grant(role, "team", "speech")], model("restricted"))).toEqual(
        role === "maintainer" ? [role] : [],
      );
    expect(rolesOn(ada, [grant("contributor", "model", "vad")], model("restricted"))).toEqual(["contributor"]);
    expect(rolesOn(ada, [grant("auditor", "organisation", organisationId)], model("restricted"))).toEqual(["auditor"]);
  });

  it("never come from another model or another team", () => {
    const anyGrant = fc.record({
      role: fc.constantFrom(...roles),
      scope: fc.constantFrom("team" as const, "model" as const),
      scopeId: fc.constantFrom("vision", "other", "organisation", ""),
      from: fc.constant(from),
    });
    fc.assert(
      fc.property(fc.array(anyGrant), fc.constantFrom("team" as const, "restricted" as const), (grants, visibility) => {
        expect(rolesOn(ada, grants, model(visibility))).toEqual([]);
      }),
    );
  });

  it("only grow with grants, and only shrink with visibility", () => {
    const anyGrant = fc.record({
      role: fc.constantFrom(...roles),
      scope: fc.constantFrom("team" as const, "model" as const, "organisation" as const),
      scopeId: fc.constantFrom("speech", "vad", "vision"),
      from: fc.constant(from),
    });
    fc.assert(
      fc.property(fc.array(anyGrant), anyGrant, (grants, one) => {
        const [open, team, restricted] = (["organisation", "team", "restricted"] as const).map((visibility) =>
          rolesOn(ada, grants, model(visibility)),
        );
        expect(open).toEqual(expect.arrayContaining([...team!]));
        expect(team).toEqual(expect.arrayContaining([...restricted!]));
        for (const visibility of ["organisation", "team", "restricted"] as const)
          expect(rolesOn(ada, [...grants, one], model(visibility))).toEqual(
            expect.arrayContaining([...rolesOn(ada, grants, model(visibility))]),
          );
      }),
    );
  });
});

describe("roles elsewhere", () => {
  it("on the organisation: everyone signed in is a member, and only organisation-wide grants reach it", () => {
    const held = rolesOn(
      ada,
      [grant("maintainer", "team", "speech"), grant("admin", "organisation", organisationId)],
      organisation,
    );
    expect([...held].sort()).toEqual(["admin", "anyone", "member"]);
    expect(
      grantsOn([grant("admin", "team", organisationId), grant("admin", "model", organisationId)], organisation),
    ).toEqual([]);
  });

  it("on an actor: oneself and one's service accounts are self, nobody else is", () => {
    expect(rolesOn(ada, [], { kind: "actor", id: "ada", ownerId: null })).toEqual(["self"]);
    expect(rolesOn(ada, [], { kind: "actor", id: "ci", ownerId: "ada" })).toEqual(["self"]);
    expect(rolesOn(ada, [], { kind: "actor", id: "bob", ownerId: null })).toEqual([]);
    expect(rolesOn(ada, [], { kind: "model", id: "ada", modelId: "ada", teamId: "t", visibility: "team" })).toEqual([]);
  });

  it("on a service account whose owner is disabled: custodian is who maintains all that it reaches, and only what is below them", () => {
    const team = (teamId: string) => ({ kind: "team", id: teamId, teamId }) as const;
    const held = (custody: Custody, ...grants: readonly GrantFact[]) =>
      rolesOn(ada, grants, { kind: "actor", id: "ci", ownerId: "gone", custody }).includes("custodian");
    const [speech, vision] = [grant("maintainer", "team", "speech"), grant("maintainer", "team", "vision")];
    const inSpeech = { role: "contributor", place: team("speech") } as const;
    expect(held([inSpeech], speech)).toBe(true);
    expect(held([inSpeech], vision)).toBe(false);
    expect(held([inSpeech], grant("contributor", "team", "speech"))).toBe(false);
    expect(held([inSpeech, { role: "viewer", place: team("vision") }], speech)).toBe(false);
    expect(held([inSpeech, { role: "viewer", place: team("vision") }], speech, vision)).toBe(true);
    expect(held([{ role: "maintainer", place: model("restricted") }], speech)).toBe(true);
    expect(held([{ role: "viewer", place: organisation }], speech)).toBe(false);
    expect(held([{ role: "viewer", place: organisation }], grant("maintainer", "organisation", organisationId))).toBe(
      true,
    );
    for (const role of ["reviewer", "auditor", "admin"] as const)
      expect(held([inSpeech, { role, place: team("speech") }], speech)).toBe(false);
    expect(held([], speech)).toBe(false);
  });

  it("on a dataset: anyone signed in views it, unless it is hidden as a restricted model is", () => {
    const dataset = (visibility: Visibility) => ({ kind: "dataset", id: "d", teamId: "speech", visibility }) as const;
    expect(rolesOn(ada, [], dataset("organisation"))).toEqual(["viewer"]);
    expect(rolesOn(ada, [], dataset("restricted"))).toEqual([]);
  });

  it("of the anonymous: none but on the organisation, whatever grants are passed", () => {
    const grants = [grant("admin", "organisation", organisationId)];
    expect(rolesOn(anonymousActor, grants, model("organisation"))).toEqual([]);
    expect(rolesOn(anonymousActor, grants, organisation)).toEqual(["anyone"]);
  });

  it("of the system: all", () =>
    expect(rolesOn(systemActor, [], organisation)).toEqual([...roles, "member", "self", "anyone"]));
});
