// Breaks of what disabling an account ends, and of what becomes of what its holder leaves.

const services = "packages/services/src";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const disablingMutations = [
  {
    area: "sessions",
    guarantee: "A service account is dead 14 days after its owner was disabled",
    file: `${services}/tokens/actor-of-token.ts`,
    find: "house.clock.now() < until ? until : undefined",
    replace: "until",
    test: `${services}/service-accounts/orphaned.test.ts`,
    title: "reads for 14 days and writes nothing, and then does nothing at all",
  },
  {
    area: "sessions",
    guarantee: "A service account only reads once its owner is disabled",
    file: "packages/core/src/permissions.ts",
    find: 'actor.readsUntil && row.effect === "write"',
    replace: "false",
    test: "packages/core/src/permissions.test.ts",
    title: "lets a service account whose owner is disabled do no more than read, whatever it may besides",
  },
  {
    area: "sessions",
    guarantee: "A service account reads after its owner only where the log knows of the disabling",
    file: `${services}/tokens/actor-of-token.ts`,
    find: "const until = since && readsUntilOf(since);",
    replace: "const until = readsUntilOf(since ?? house.clock.now());",
    test: `${services}/service-accounts/orphaned.test.ts`,
    title: "reads nothing where a row says disabled and no entry does",
  },
  {
    area: "duties",
    guarantee: "What a disabled person left is handed over by who maintains all that it reaches",
    file: "packages/core/src/roles.ts",
    find: 'custody.every(({ place }) => grantsOn(grants, place).some(({ role }) => role === "maintainer"))',
    replace: 'custody.some(({ place }) => grantsOn(grants, place).some(({ role }) => role === "maintainer"))',
    test: `${services}/service-accounts/orphaned.test.ts`,
    title: "is not handed over by who maintains less than it reaches, nor when it is more than a maintainer",
  },
  {
    area: "running",
    guarantee: "Disabling somebody says what they leave to hand over",
    file: `${services}/people/disabling.ts`,
    find: "(await peopleHolding(reader, { roles: telling, at })).filter(({ id }) => id !== actorId)",
    replace: "await peopleHolding(reader, { roles: telling, at })",
    test: `${services}/service-accounts/orphaned.test.ts`,
    title:
      "is said before and after they are disabled: service accounts, models, open requests, and roles that nobody else holds",
  },
  {
    area: "duties",
    guarantee: "An admin withdraws only the request of somebody who is disabled",
    file: "packages/core/src/roles.ts",
    find: 'subject.kind === "promotion" && subject.isOrphaned && held.has("admin")',
    replace: 'subject.kind === "promotion" && held.has("admin")',
    test: `${services}/promotions/withdraw.test.ts`,
    title:
      "marks what somebody disabled asked for, and lets an admin withdraw that with a reason, which the entry says",
  },
  {
    area: "record",
    guarantee: "The entry of an admin's withdrawal names whose request it was",
    file: `${services}/promotions/withdraw.ts`,
    find: "isOwn ? null : (before.row.disabled?.id ?? null)",
    replace: "null",
    test: `${services}/promotions/withdraw.test.ts`,
    title:
      "marks what somebody disabled asked for, and lets an admin withdraw that with a reason, which the entry says",
  },
  {
    area: "reviews",
    guarantee: "A request that nobody stands behind any more says so while it is open",
    file: "packages/db/src/promotions.ts",
    find: 'accounts.find((account) => account.state === "disabled")',
    replace: 'accounts.slice(0, 1).find((account) => account.state === "disabled")',
    test: `${services}/promotions/withdraw.test.ts`,
    title:
      "marks what somebody disabled asked for, and lets an admin withdraw that with a reason, which the entry says",
  },
  {
    area: "reviews",
    guarantee: "Registering a version says where nobody could approve it",
    file: `${services}/versions/approvable.ts`,
    find: 'if (kind !== "service") return [{ id, answerableId }];',
    replace: "if (true) return [{ id, answerableId: id }];",
    test: `${services}/versions/approvable.test.ts`,
    title: "says so where its only reviewer answers for the account that sends it, or sends it",
  },
  {
    area: "reviews",
    guarantee: "That nobody could approve a version counts everybody with a hand in it",
    file: `${services}/versions/approvable.ts`,
    find: "const involved = (await involvedIn(reader, [id])).get(id)!;",
    replace:
      "const of = (await involvedIn(reader, [id])).get(id)!;\n    const involved = { ...of, uploaders: of.uploaders.slice(0, 1) };",
    test: `${services}/versions/approvable.test.ts`,
    title: "says nothing while somebody is left to approve it, and it again once the last of them has a hand in it",
  },
];
