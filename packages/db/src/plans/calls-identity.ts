// One row for each query about who acts, what they may do, and the house itself.
import * as db from "../index.ts";
import { at, digest, limit, type Call } from "./given.ts";

const given = { actorId: "actor-1", groupId: null, role: "viewer", scope: "team", scopeId: "team-1" } as const;
const begun = { from: at, beginning: null, waitsUntil: null };
const asc = { after: "a", limit };

export const identityCalls = {
  insertActor: (tx) =>
    db.insertActor(tx, {
      id: "new",
      kind: "person",
      name: "New",
      email: null,
      emailKey: null,
      ownerId: null,
      state: "active",
      createdAt: at,
    }),
  insertOpening: (tx) =>
    db.insertOpening(tx, {
      id: "new",
      actorId: "actor-1",
      by: "invitation",
      issuerId: "actor-2",
      openedAt: at,
      vouchedBy: null,
      vouchedAt: null,
      independentBy: null,
      independentAt: null,
    }),
  loadHolders: (tx) => db.loadHolders(tx, at),
  vouchFor: (tx) => db.vouchFor(tx, { actorId: "actor-1", by: "actor-2", at, isAlone: false }),
  setLinkTimes: (tx) => db.setLinkTimes(tx, { codeHash: digest, worksFrom: at, expiresAt: at }),
  actorById: (tx) => db.actorById(tx, "actor-1", { lock: true }),
  actorsOf: (tx) => db.actorsOf(tx, ["actor-1", "actor-2"]),
  namesOf: (tx) => db.namesOf(tx, ["actor-1", "actor-2"]),
  listActors: async (tx) => {
    for (const only of [{}, { kind: "service" }, { ownerId: "actor-9" }, { id: "actor-9" }, { q: "or 17" }] as const)
      await db.listActors(tx, { ...only, ...asc });
  },
  serviceAccountsOf: (tx) => db.serviceAccountsOf(tx, "actor-9"),
  modelsOwnedBy: (tx) => db.modelsOwnedBy(tx, "actor-1"),
  openRequestsOf: (tx) => db.openRequestsOf(tx, "actor-1"),
  disabledSince: (tx) => db.disabledSince(tx, ["actor-1", "actor-2"]),
  grantsOfEach: (tx) => db.grantsOfEach(tx, { actorIds: ["actor-1", "actor-2"], at }),
  peopleHolding: (tx) => db.peopleHolding(tx, { roles: ["maintainer", "reviewer", "auditor"], at }),
  hasPeople: (tx) => db.hasPeople(tx),
  setActorState: (tx) => db.setActorState(tx, { id: "actor-1", state: "disabled", disabledAt: at, revision: 2 }),
  setOwner: (tx) => db.setOwner(tx, { id: "actor-10", ownerId: "actor-9", proposedOwnerId: "actor-8", revision: 2 }),
  setDefaultTeam: (tx) => db.setDefaultTeam(tx, { id: "actor-1", teamId: "team-2" }),
  actorsFound: (tx) => db.actorsFound(tx, { text: "Actor 17", limit }),
  accountOf: async (tx) => [
    await db.accountOf(tx, { emailKey: "a1@host.test" }),
    await db.accountOf(tx, { actorId: "actor-1" }),
  ],
  setCredential: (tx) => db.setCredential(tx, { actorId: "actor-1", passwordHash: "new", changedAt: at }),
  replaceHash: (tx) => db.replaceHash(tx, { actorId: "actor-1", before: "hash", after: "new" }),
  insertLink: (tx) =>
    db.insertLink(tx, {
      codeHash: "new",
      purpose: "claim",
      actorId: null,
      issuedBy: null,
      createdAt: at,
      worksFrom: null,
      expiresAt: at,
    }),
  linkByHash: (tx) => db.linkByHash(tx, { codeHash: digest, purpose: "sign-in" }, { lock: true }),
  linksInForce: (tx) => db.linksInForce(tx, { purpose: "password-reset", actorIds: ["actor-1", "actor-2"], at }),
  spendLink: (tx) => db.spendLink(tx, { codeHash: "digest-1", at }),
  dropLinks: async (tx) => [
    await db.dropLinks(tx, { purpose: "claim", actorId: null }),
    await db.dropLinks(tx, { purpose: "sign-in", actorId: "actor-1" }),
  ],
  insertSession: (tx) =>
    db.insertSession(tx, {
      id: "new",
      actorId: "actor-1",
      createdAt: at,
      lastSeenAt: at,
      expiresAt: at,
      userAgent: null,
    }),
  sessionWithActor: (tx) => db.sessionWithActor(tx, "session-1"),
  touchSession: (tx) => db.touchSession(tx, { id: "session-1", at }),
  listSessions: (tx) =>
    db.listSessions(tx, { actorId: "actor-1", at, seenAfter: at, after: { createdAt: at, id: "session-2" }, limit }),
  countSessions: (tx) => db.countSessions(tx, { actorId: "actor-1", at, seenAfter: at }),
  endSessionsOf: (tx) => db.endSessionsOf(tx, { actorId: "actor-1", except: "session-2", at }),
  shortenSessions: (tx) => db.shortenSessions(tx, { actorIds: ["actor-1", "actor-2"], until: at }),
  insertToken: (tx) =>
    db.insertToken(tx, {
      id: "new",
      actorId: "actor-1",
      name: "ci",
      prefix: "chy",
      secretHash: "new",
      scopes: ["read"],
      createdBy: "actor-1",
      parentId: null,
      createdAt: at,
      expiresAt: at,
    }),
  tokenWithActor: (tx) => db.tokenWithActor(tx, digest),
  tokenById: (tx) => db.tokenById(tx, "token-1", { lock: true }),
  listTokens: (tx) => db.listTokens(tx, { actorId: "actor-1", after: "token-2", limit }),
  touchToken: (tx) => db.touchToken(tx, { id: "token-1", at }),
  revokeTokenTree: (tx) => db.revokeTokenTree(tx, { id: "token-4", at }),
  revokeTokensOf: (tx) => db.revokeTokensOf(tx, { actorId: "actor-4", at }),
  mintingsOf: (tx) => db.mintingsOf(tx, ["actor-10", "actor-20"]),
  ancestorsOf: (tx) => db.ancestorsOf(tx, { parentId: "token-5" }),
  tokensEndingWith: (tx) => db.tokensEndingWith(tx, { actorId: "actor-4", at }),
  insertGroup: (tx) => db.insertGroup(tx, { id: "new", slug: "new", name: "New", createdAt: at }),
  groupById: (tx) => db.groupById(tx, "group-1", { lock: true }),
  listGroups: (tx) => db.listGroups(tx, asc),
  approverGroups: (tx) => db.approverGroups(tx, { groupIds: ["group-1", "group-2"], at }),
  groupNames: (tx) => db.groupNames(tx, ["group-1", "group-2"]),
  groupBySlug: (tx) => db.groupBySlug(tx, "group-1"),
  membersOf: (tx) => db.membersOf(tx, { groupId: "group-1", at, after: "member-2", limit }),
  firstMembersOf: (tx) => db.firstMembersOf(tx, { groupIds: ["group-1", "group-2"], at, each: 5 }),
  countMembers: (tx) => db.countMembers(tx, { groupIds: ["group-1", "group-2"], at }),
  insertMembership: (tx) =>
    db.insertMembership(tx, {
      id: "new",
      groupId: "group-1",
      actorId: "actor-1",
      addedBy: "actor-2",
      addedAt: at,
      ...begun,
    }),
  membershipById: (tx) => db.membershipById(tx, "member-1", { lock: true }),
  beginMembership: (tx) =>
    db.beginMembership(tx, { id: "member-1", confirmedBy: "actor-2", beginning: "confirmed", from: at }),
  pendingMemberships: (tx) => db.pendingMemberships(tx),
  pendingGrants: (tx) => db.pendingGrants(tx),
  beginGrant: (tx) => db.beginGrant(tx, { id: "grant-1", confirmedBy: "actor-2", beginning: "confirmed", from: at }),
  appointedPeople: (tx) => db.appointedPeople(tx, at),
  everyMemberOf: (tx) => db.everyMemberOf(tx, ["group-1", "group-2"]),
  placesOfGroups: (tx) => db.placesOfGroups(tx, ["group-1", "group-2"]),
  placesOfModels: (tx) => db.placesOfModels(tx, ["model-1", "model-2"]),
  setWaitsUntil: async (tx) => {
    for (const [kind, id] of [
      ["grant", "grant-1"],
      ["membership", "member-1"],
    ] as const)
      await db.setWaitsUntil(tx, { kind, id, waitsUntil: at });
  },
  appointedMachines: (tx) => db.appointedMachines(tx),
  endMembership: (tx) => db.endMembership(tx, { id: "member-1", endedBy: "actor-2", to: at }),
  insertGrant: (tx) => db.insertGrant(tx, { ...given, ...begun, id: "new", givenAt: at, grantedBy: "actor-2" }),
  grantsOf: (tx) => db.grantsOf(tx, { actorId: "actor-1", at }),
  grantById: (tx) => db.grantById(tx, "grant-1", { lock: true }),
  sameGrant: async (tx) => [
    await db.sameGrant(tx, given),
    await db.sameGrant(tx, { ...given, actorId: null, groupId: "group-1" }),
  ],
  listGrants: async (tx) => [
    await db.listGrants(tx, { after: "grant-9", limit }),
    await db.listGrants(tx, { holderId: "actor-1", after: "grant-9", limit }),
  ],
  scopeNamesOf: (tx) =>
    db.scopeNamesOf(tx, [
      { scope: "team", scopeId: "team-1" },
      { scope: "model", scopeId: "model-1" },
    ]),
  holdersOfGrants: (tx) =>
    db.holdersOfGrants(tx, [
      { actorId: "actor-1", groupId: null },
      { actorId: null, groupId: "group-1" },
    ]),
  setGrantEnded: (tx) => db.setGrantEnded(tx, { id: "grant-1", endedBy: "actor-2", to: at }),
  lockAdminGrants: (tx) => db.lockAdminGrants(tx),
  adminsOf: (tx) => db.adminsOf(tx, at),
  reviewersOf: (tx) =>
    db.reviewersOf(tx, {
      ...{ modelId: "model-1", teamId: "team-2", visibility: "organisation", since: at, at },
      leftAfter: new Date(0),
    }),
  rowsBehindReviewers: (tx) => db.rowsBehindReviewers(tx),
  insertTeam: (tx) => db.insertTeam(tx, { id: "new", slug: "new", name: "New", createdAt: at }),
  teamBySlug: (tx) => db.teamBySlug(tx, "team-1"),
  teamById: (tx) => db.teamById(tx, "team-1"),
  listTeams: (tx) => db.listTeams(tx, asc),
  countAttempt: (tx) => db.countAttempt(tx, { limits: [{ key: "key-1", most: 5, windowMs: 60_000 }], now: at }),
  giveBackAttempt: (tx) => db.giveBackAttempt(tx, ["key-1"]),
  markLoginKey: (tx) => db.markLoginKey(tx, { key: "key-1", until: at }),
  isLoginKeyMarked: (tx) => db.isLoginKeyMarked(tx, { key: "key-1", at }),
  sweepLoginCounters: (tx) => db.sweepLoginCounters(tx, { before: at }),
  insertAccess: (tx) =>
    db.insertAccess(tx, { id: "new", at, actorId: "actor-1", action: "read", subject: "model/1", requestId: "r" }),
  insertAccesses: (tx) =>
    db.insertAccesses(tx, [
      { id: "newer", at, actorId: "actor-1", action: "read", subject: "model/1", requestId: "r" },
    ]),
  accessesBetween: (tx) =>
    db.accessesBetween(tx, { from: at, to: new Date(at.getTime() + 60_000), after: { at, id: "access-2" }, limit }),
  firstAccessSince: (tx) => db.firstAccessSince(tx, at),
  nextNumber: (tx) => db.nextNumber(tx, "promotion"),
  lastNumber: (tx) => db.lastNumber(tx, "promotion"),
  claimIdempotency: (tx) => db.claimIdempotency(tx, { key: "key-1", bodyHash: digest, now: at }),
  settleIdempotency: (tx) => db.settleIdempotency(tx, { key: "key-1", result: {} }),
  sweepIdempotency: (tx) => db.sweepIdempotency(tx, { before: at }),
  readJobs: (tx) => db.readJobs(tx),
  addJobs: (tx) => db.addJobs(tx, [{ name: "newer", dueAt: at }]),
  leaseJob: (tx) =>
    db.leaseJob(tx, { name: "job-1", dueAt: at, leaseHolder: null }, { holder: "process", now: at, until: at }),
  renewJob: (tx) => db.renewJob(tx, { name: "job-1", holder: "process", until: at }),
  settleJob: (tx) =>
    db.settleJob(tx, { name: "job-1", holder: "process", dueAt: at, endedAt: at, failures: 0, lastError: null }),
  countRefusal: (tx) => db.countRefusal(tx, { key: "key-1", now: at, windowMs: 60_000, entry: {} }),
  takeElapsedRefusals: (tx) => db.takeElapsedRefusals(tx, { now: at, windowMs: 60_000 }),
  ensurePolicy: (tx) =>
    db.ensurePolicy(tx, {
      id: "policy-1",
      name: "two-person",
      number: 1,
      document: "{}",
      digest: "digest-1",
      createdAt: at,
    }),
  currentPolicy: (tx) => db.currentPolicy(tx),
} satisfies Record<string, Call>;
