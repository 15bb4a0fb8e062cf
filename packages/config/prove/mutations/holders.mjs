// Whose an account is: what whoever made the link that opened it may do before another person vouches for its holder.
const services = "packages/services/src";
const holder = "packages/core/src/account-holder.ts";
const vouching = { area: "duties", test: `${services}/people/vouch.test.ts` };
const pure = { area: "duties", test: "packages/core/src/account-holder.test.ts" };
const insider = { area: "duties", test: `${services}/promotions/insider.test.ts` };
const reset = { area: "sessions", test: `${services}/identity/reset-password.test.ts` };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const holderMutations = [
  {
    ...vouching,
    guarantee: "Whoever made the link that opened an account does not vote on what it made or asked for",
    file: `${services}/promotions/vote.ts`,
    find: 'refuseIf(between.reasons, "POLICY_UNMET");',
    replace: "",
    title: "does not vote on what it made or asked for until another person has vouched for its holder",
  },
  {
    ...vouching,
    guarantee: "Whoever made the link that opened an account dismisses no objection to what it asked for",
    file: `${services}/promotions/dismiss.ts`,
    find: 'refuseIf((await openedBetweenByLog(tx, house, { facts: before.facts, actor, now })).reasons, "POLICY_UNMET");',
    replace: "",
    title: "dismisses no objection to what it asked for",
  },
  {
    ...vouching,
    guarantee: "Whoever made the link that opened an account confirms neither a tier nor a role that it brings about",
    file: "packages/core/src/account-holder.ts",
    find: "id !== actorId && handsOf(holders, id).has(actorId)",
    replace: "id !== actorId && holders.openings.length < 0",
    title: "is no second person on what it did otherwise, nor on what it is given",
  },
  {
    ...vouching,
    guarantee:
      "An account that another opened does nothing that takes two people until somebody vouches for its holder",
    file: `${services}/identity/unvouched.ts`,
    find: "return whyUnvouched(await loadHolders(reader, now), actor.id);",
    replace: "return [];",
    title: "does nothing that takes two people until another person has vouched for its holder",
  },
  {
    ...vouching,
    guarantee: "The inbox leaves out what an account asked for that its reader opened",
    file: "packages/db/src/reviews.ts",
    find: "return [actorId, ...actedFor(holders, { actorId, others }).barring];",
    replace: "return [actorId];",
    title: "does not vote on what it made or asked for until another person has vouched for its holder",
  },
  {
    ...vouching,
    guarantee: "A vote is marked where nobody else could have vouched",
    file: `${services}/promotions/opened-between.ts`,
    find: "unvouchedId: [...marked, ...own][0] ?? null,",
    replace: "unvouchedId: null,",
    title: "votes where nobody else exists, marked",
  },
  {
    ...vouching,
    guarantee: "Disabling whoever could vouch frees nobody for seven days",
    file: "packages/db/src/account-openings.ts",
    find: 'or(eq(a.state, "active"), and(eq(a.state, "disabled"), gt(a.disabledAt, since)))',
    replace: 'eq(a.state, "active")',
    title: "is not freed by disabling whoever could vouch, for seven days",
  },
  {
    ...pure,
    guarantee: "Taking over whoever could vouch frees nobody for seven days",
    file: holder,
    find: 'by === "invitation" || openedAt <= holders.since',
    replace: "true",
    title: "is not freed by taking over whoever could vouch for it, until they are gone for long",
  },
  {
    ...pure,
    guarantee: "An account opened through another is in the hands of whoever opened that one",
    file: holder,
    find: "for (const { issuerId } of opened.get(hand) ?? []) hands.add(issuerId);",
    replace: "if (hand === id) for (const { issuerId } of opened.get(hand) ?? []) hands.add(issuerId);",
    title: "is in the hands of whoever opened it, of who opened theirs, and of nobody else's",
  },
  {
    ...pure,
    guarantee: "Nobody vouches for an account that goes back to the same link as their own while another could",
    file: holder,
    find: "else if (isVouchedAlone(holders, { holderId, voucherId: me }) && isVouchable(holders, holderId))",
    replace: "else if (false)",
    title: "is vouched for by a person who goes back to none of those it goes back to",
  },
  {
    ...insider,
    guarantee: "No one person lets a version into production through accounts of their own making",
    file: holder,
    find: "isUnvouched(holders, actorId) && isVouchable(holders, actorId)",
    replace: "isUnvouched(holders, actorId) && holders.people.length < 0",
    title: "lets nothing into production by an account of one's own making, whose roles somebody else confirmed",
  },
  {
    ...insider,
    guarantee: "No one person lets a version into production with the reset links of others",
    file: `${services}/identity/reset-password.ts`,
    find: 'await recordOpening(tx, { link, actorId, by: "password-reset", id: newId(), at: now });',
    replace: "",
    title: "lets nothing into production by reset links of those who make and review, kept for oneself",
  },
  {
    ...reset,
    guarantee: "A reset link opens nothing for a day unless a second person confirms it",
    file: `${services}/people/offer-reset.ts`,
    find: 'const waitsMs = actor.kind === "system" ? null : resetWaitMs;',
    replace: "const waitsMs = actor.id ? null : resetWaitMs;",
    title: "works after a day, or once a second person confirms it, and not before",
  },
  {
    ...reset,
    guarantee: "Whoever made a reset link does not confirm it",
    file: holder,
    find: "if (me === issuerId)",
    replace: "if (me === issuerId && isWorking)",
    title: "works after a day, or once a second person confirms it, and not before",
  },
  {
    ...reset,
    guarantee: "The holder of an account cancels a reset of its password",
    file: `${services}/people/settle-reset.ts`,
    find: "await dropLinks(tx, { purpose, actorId });",
    replace: "",
    title: "is cancelled in the holder's sessions, or by an admin",
  },
];
