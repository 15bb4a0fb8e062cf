import { reasonsOf } from "./errors.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  can,
  isInScope,
  namedPermissions,
  permissionNames,
  permissions,
  mayAnywhere,
  type Permission,
} from "./permissions.ts";
import {
  anonymousActor,
  organisation,
  organisationId,
  roles,
  rolesOn,
  systemActor,
  type Actor,
  type GrantFact,
  type Subject,
  type SubjectRole,
} from "./roles.ts";

const actor = (scopes: readonly string[] = ["*"]): Actor => ({
  id: "a",
  kind: "person",
  name: "A",
  answerableId: "a",
  via: "session",
  scopes,
});
const allowed = (held: readonly SubjectRole[]) =>
  permissionNames.filter((permission) => can(actor(), held, permission).ok);
const writes = (names: readonly Permission[]) => names.filter((name) => permissions[name].effect === "write");
const subjectRoles: readonly SubjectRole[] = [...roles, "member", "self", "anyone", "custodian"];

describe("the matrix", () => {
  it("denies all to who has no role", () => expect(allowed([])).toEqual([]));

  it("lets an auditor change nothing: it exports and checks the log", () => {
    expect(writes(allowed(["auditor"]))).toEqual(["audit:export", "audit:check"]);
  });

  it("lets a viewer change nothing", () => expect(writes(allowed(["viewer"]))).toEqual([]));

  it("lets only reviewers vote: no admin, no maker", () => {
    expect(subjectRoles.filter((role) => can(actor(), [role], "promotion:vote").ok)).toEqual(["reviewer"]);
  });

  it("lets an admin say who answers for a model, and touch no version, evidence, promotion or alias", () => {
    const own: readonly string[] = ["actor", "appointment", "organisation"];
    expect(writes(allowed(["admin"])).filter((name) => !own.includes(permissions[name].on))).toEqual([
      "model:set-owner",
    ]);
  });

  it("lets nobody but the system do what the house does by itself", () => {
    for (const name of permissionNames.filter((permission) => permissions[permission].roles.length === 0)) {
      expect(subjectRoles.some((role) => can(actor(), [role], name).ok)).toBe(false);
      expect(can(systemActor, [], name).ok).toBe(true);
    }
  });

  it("lets who is not signed in only claim, accept an invitation, use a reset link and ask what this is", () => {
    const open = permissionNames.filter((name) => can(anonymousActor, ["anyone"], name).ok);
    expect([...open].sort()).toEqual(["invitation:accept", "password:reset", "registry:claim", "registry:read"]);
  });

  it("gives every role of a made thing the right to read it", () => {
    for (const name of ["model:read", "version:read", "artifact:read", "promotion:read", "dataset:read"] as const)
      for (const role of roles) expect(can(actor(), [role], name).ok).toBe(true);
  });

  it("describes every row", () => {
    for (const name of permissionNames) {
      expect(name).toMatch(/^[a-z-]+:[a-z-]+$/);
      expect(permissions[name].description).not.toBe("");
    }
  });
});

describe("what takes two people", () => {
  const everyone = subjectRoles;
  it("is voting, confirming, and deciding who may", () => {
    expect(namedPermissions).toEqual([
      "password:offer-reset",
      "password:confirm-reset",
      "person:vouch",
      "erasure:ask",
      "erasure:confirm",
      "service-account:hand-over",
      "grant:give",
      "group:manage",
      "grant:confirm",
      "group:confirm",
      "tier:confirm",
      "promotion:vote",
    ]);
  });
  it("is never done with a token that somebody else made", () => {
    for (const permission of permissionNames) {
      if (!permissions[permission].roles.length) continue; // the system's own
      const token: Actor = { ...actor(["*", permission]), via: "token", minterId: "somebody-else" };
      const verdict = can(token, everyone, permission);
      expect(verdict.ok).toBe(!namedPermissions.includes(permission));
      if (!verdict.ok) expect(verdict.reasons.map(({ code }) => code)).toEqual(["token_of_others_making"]);
      expect(can({ ...token, minterId: token.id }, everyone, permission).ok).toBe(true);
    }
  });
  it("is done with a token only where it names it: `*` does not cover it", () => {
    for (const name of permissionNames) {
      const isNamed = namedPermissions.includes(name);
      const token = (...scopes: string[]): Actor => ({ ...actor(scopes), via: "token" });
      const row: readonly SubjectRole[] = permissions[name].roles;
      expect(can(token("*", "read"), everyone, name).ok).toBe(!isNamed && row.length > 0);
      expect(can(token("*", name), everyone, name).ok).toBe(row.length > 0);
      expect(can(actor(), everyone, name).ok).toBe(row.length > 0);
    }
  });
  it("is never done by a service account, whatever its token names", () => {
    for (const name of permissionNames) {
      const service: Actor = { ...actor(["*", ...permissionNames]), kind: "service", via: "token" };
      const isAllowed = permissions[name].roles.length > 0 && !namedPermissions.includes(name);
      expect(can(service, everyone, name).ok).toBe(isAllowed);
    }
  });
});

describe("judging", () => {
  const anyHeld = fc.subarray([...subjectRoles]);
  const anyPermission = fc.constantFrom(...permissionNames);

  it("allows exactly by a role of the row", () => {
    fc.assert(
      fc.property(anyHeld, anyPermission, (held, permission) => {
        const row: readonly SubjectRole[] = permissions[permission].roles;
        expect(can(actor(), held, permission).ok).toBe(held.some((role) => row.includes(role)));
      }),
      { numRuns: 1000 },
    );
  });

  it("never allows more to a token than to its holder, nor to fewer roles than to more", () => {
    const anyScopes = fc.subarray(["*", "read", ...permissionNames]);
    fc.assert(
      fc.property(anyHeld, anyHeld, anyScopes, anyPermission, (held, more, scopes, permission) => {
        const token: Actor = { ...actor(scopes), via: "token" };
        const byToken = can(token, held, permission).ok;
        if (byToken) expect(can(actor(), held, permission).ok && isInScope(scopes, permission)).toBe(true);
        if (byToken) expect(can(token, [...held, ...more], permission).ok).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("lets a service account whose owner is disabled do no more than read, whatever it may besides", () => {
    fc.assert(
      fc.property(anyHeld, anyPermission, (held, permission) => {
        const service: Actor = { ...actor(), kind: "service", via: "token" };
        const readsUntil = new Date("2026-03-15T09:00:00Z");
        const isAllowed = can(service, held, permission).ok && permissions[permission].effect === "read";
        expect(can({ ...service, readsUntil }, held, permission).ok).toBe(isAllowed);
      }),
      { numRuns: 1000 },
    );
  });

  it("holds a token to its scopes", () => {
    expect(isInScope(["read"], "model:read")).toBe(true);
    expect(isInScope(["read"], "version:create")).toBe(false);
    expect(isInScope(["evaluation:record"], "evaluation:validate")).toBe(true); // tokens from before it was named
    expect(isInScope(["evaluation:validate"], "evaluation:record")).toBe(false);
    expect(isInScope(["read"], "audit:export")).toBe(false);
    expect(isInScope(["version:create"], "version:create")).toBe(true);
    expect(isInScope(["version:create"], "model:read")).toBe(false);
    expect(isInScope([], "model:read")).toBe(false);
  });

  it("names both what the token and what the roles lack", () => {
    const verdict = can(actor(["read"]), ["viewer"], "version:seal");
    expect(verdict.ok ? [] : verdict.reasons).toEqual([
      { code: "scope_missing", message: "this token needs the scope version:seal" },
      { code: "role_missing", message: "you need the contributor or maintainer role to seal a draft" },
    ]);
  });
});

describe("what somebody may do nowhere", () => {
  const scopeIds = { organisation: organisationId, team: "speech", model: "vad" };
  const anyGrant = fc
    .record({ role: fc.constantFrom(...roles), scope: fc.constantFrom("organisation", "team", "model") })
    .map(({ role, scope }): GrantFact => ({ role, scope, scopeId: scopeIds[scope], from: new Date(0) }));
  const under = { teamId: "speech", modelId: "vad", visibility: "organisation" } as const;
  const subjectOf = (kind: Subject["kind"]): Subject => {
    if (kind === "organisation") return organisation;
    if (kind === "actor") return { kind, id: "a", ownerId: null };
    if (kind === "team") return { kind, id: "speech", teamId: "speech" };
    if (kind === "dataset") return { kind, id: "calls", teamId: "speech", visibility: "organisation" };
    return { kind, id: "vad", ...under };
  };

  it("is what the matrix denies on the very subjects of their grants", () => {
    fc.assert(
      fc.property(fc.array(anyGrant), fc.constantFrom(...permissionNames), (grants, permission) => {
        const held = rolesOn(actor(), grants, subjectOf(permissions[permission].on));
        expect(mayAnywhere({ ...actor(), grants }, permission).ok).toBe(can(actor(), held, permission).ok);
      }),
      { numRuns: 1000 },
    );
  });

  it("names the role that is missing, and the scope of a token", () => {
    expect(
      reasonsOf(mayAnywhere({ kind: "person", via: "token", scopes: ["read"], grants: [] }, "model:create")),
    ).toEqual([
      { code: "scope_missing", message: "this token needs the scope model:create" },
      { code: "role_missing", message: "you need the contributor or maintainer role to register models in a team" },
    ]);
  });
});
