// Breaks of what keeps accounts, tokens and secrets: who may be sent where, what a token may do, what is said of whom.

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const identityMutations = [
  {
    area: "requests",
    guarantee: "Nobody is sent to another site",
    file: "apps/web/src/same-origin-path.ts",
    find: "\\/\\/|\\/\\.{1,2}",
    replace: "never",
    test: "apps/web/src/same-origin-path.test.ts",
    title: "answers only what stays on this origin, whatever it is given",
  },
  {
    area: "sessions",
    guarantee: "A token ends with the token it was made with",
    file: "packages/db/src/tokens.ts",
    find: "generation = children.map((child) => child.id)",
    replace: "generation = []",
    test: "packages/services/src/tokens/lineage-of-tokens.test.ts",
    title: "is revoked with it, whoever holds it, an entry for each",
  },
  {
    area: "sessions",
    guarantee: "A token lives no longer than the token it was made with",
    file: "packages/core/src/token.ts",
    find: "parent && parent.expiresAt < asked ? parent.expiresAt : asked",
    replace: "asked",
    test: "packages/services/src/tokens/lineage-of-tokens.test.ts",
    title: "ends with that one, at the latest when that one expires",
  },
  {
    area: "sessions",
    guarantee: "A new password ends the tokens of the old one",
    file: "packages/services/src/identity/change-password.ts",
    find: "await revokeTokensOf(tx, { actorId, at: now })",
    replace: "[]",
    test: "packages/services/src/tokens/lineage-of-tokens.test.ts",
    title: "ends with the account that made it, and with its password",
  },
  {
    area: "duties",
    guarantee: "What takes two people is never in a token that does not name it",
    file: "packages/core/src/permissions.ts",
    find: '(scopes.includes("*") && !takesTwo(permission))',
    replace: 'scopes.includes("*")',
    test: "packages/core/src/permissions.test.ts",
    title: "is done with a token only where it names it",
  },
  {
    area: "duties",
    guarantee: "No service account does what takes two people",
    file: "packages/core/src/permissions.ts",
    find: 'actor.kind === "service" && row.takesTwo',
    replace: "false",
    test: "packages/core/src/permissions.test.ts",
    title: "is never done by a service account, whatever its token names",
  },
];
