// Who acts and what they may do: actors, credentials, sessions, tokens, teams, groups, grants.
import { beginnings } from "@chancery/core";
import { sql } from "drizzle-orm";
import type { Kit } from "../kit.ts";

export function defineIdentity(kit: Kit) {
  const { table, text, choice, int, instant, json, index, uniqueIndex } = kit;

  const teams = table("team", {
    id: text().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    createdAt: instant().notNull(),
  });

  /** A person, a service account (has an owner, counts as that person for independence) or the system. */
  const actors = table(
    "actor",
    {
      id: text().primaryKey(),
      kind: choice(["person", "service", "system"]).notNull(),
      name: text().notNull(),
      email: text(),
      /** NFKC, lower case: one account per address. */
      emailKey: text().unique(),
      ownerId: text(),
      /** Who is to own this service account, until they accept. */
      proposedOwnerId: text(),
      defaultTeamId: text().references(() => teams.id),
      state: choice(["invited", "active", "disabled"]).notNull(),
      /** When it was disabled, while it is. */
      disabledAt: instant(),
      createdAt: instant().notNull(),
      revision: int().notNull().default(1),
    },
    (t) => [
      index("actor_owner").on(t.ownerId),
      index("actor_proposed_owner").on(t.proposedOwnerId),
      index("actor_kind").on(t.kind, t.id),
    ],
  );

  /** argon2id PHC strings; at most one per person. */
  const credentials = table("credential", {
    actorId: text()
      .primaryKey()
      .references(() => actors.id),
    passwordHash: text().notNull(),
    changedAt: instant().notNull(),
  });

  /** One-time links: the claim of a new registry, an invitation, a new password, a demo sign-in. Only the hash is kept. */
  const links = table(
    "link",
    {
      codeHash: text().primaryKey(),
      purpose: choice(["claim", "invitation", "password-reset", "sign-in"]).notNull(),
      actorId: text().references(() => actors.id),
      /** Who made it and so saw it; null from before this was kept, and where nobody did. */
      issuedBy: text(),
      createdAt: instant().notNull(),
      /** Opens nothing before: a reset waits for a second person or for a day. Null where it never waited. */
      worksFrom: instant(),
      expiresAt: instant().notNull(),
      usedAt: instant(),
    },
    (t) => [index("link_actor").on(t.actorId, t.purpose)],
  );

  /** Each time somebody set the password of an account by a link that another person had made, and who vouched for them since. */
  const accountOpenings = table(
    "account_opening",
    {
      id: text().primaryKey(),
      actorId: text()
        .notNull()
        .references(() => actors.id),
      by: choice(["invitation", "password-reset"]).notNull(),
      issuerId: text().notNull(),
      openedAt: instant().notNull(),
      vouchedBy: text(),
      vouchedAt: instant(),
      /** Who vouched whose own account goes back to nobody this one goes back to: before, both may be one person's. */
      independentBy: text(),
      independentAt: instant(),
    },
    (t) => [index("account_opening_actor").on(t.actorId), index("account_opening_independent").on(t.independentBy)],
  );

  const sessions = table(
    "session",
    {
      id: text().primaryKey(),
      actorId: text()
        .notNull()
        .references(() => actors.id),
      createdAt: instant().notNull(),
      lastSeenAt: instant().notNull(),
      expiresAt: instant().notNull(),
      endedAt: instant(),
      userAgent: text(),
    },
    (t) => [index("session_actor").on(t.actorId, t.createdAt)],
  );

  const tokens = table(
    "token",
    {
      id: text().primaryKey(),
      actorId: text()
        .notNull()
        .references(() => actors.id),
      name: text().notNull(),
      prefix: text().notNull(),
      secretHash: text().notNull().unique(),
      /** Permission names, or ["*"] for all the actor has, or ["read"]. */
      scopes: json<readonly string[]>().notNull(),
      createdBy: text().notNull(),
      /** The token this one was made with: it ends with that one. */
      parentId: text(),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
      lastUsedAt: instant(),
      revokedAt: instant(),
    },
    (t) => [
      index("token_actor").on(t.actorId, t.id),
      index("token_parent").on(t.parentId),
      index("token_maker").on(t.createdBy, t.actorId),
    ],
  );

  const groups = table("group", {
    id: text().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    createdAt: instant().notNull(),
  });

  /** Membership as intervals. `from` is null while a second person still has to confirm (groups of reviewers or admins). */
  const groupMembers = table(
    "group_member",
    {
      id: text().primaryKey(),
      groupId: text()
        .notNull()
        .references(() => groups.id),
      actorId: text()
        .notNull()
        .references(() => actors.id),
      addedBy: text().notNull(),
      addedAt: instant().notNull(),
      confirmedBy: text(),
      beginning: choice(beginnings),
      waitsUntil: instant(),
      from: instant(),
      to: instant(),
      endedBy: text(),
    },
    (t) => [
      index("group_member_pending")
        .on(t.from, t.id)
        .where(sql`"to" IS NULL`),
      index("group_member_actor").on(t.actorId, t.groupId),
      index("group_member_group").on(t.groupId, t.id),
      uniqueIndex("one_open_membership")
        .on(t.groupId, t.actorId)
        .where(sql`"to" IS NULL`),
    ],
  );

  /** Role of an actor or group on the organisation, a team or a model, as an interval. */
  const grants = table(
    "grant",
    {
      id: text().primaryKey(),
      actorId: text().references(() => actors.id),
      groupId: text().references(() => groups.id),
      role: choice(["viewer", "contributor", "maintainer", "reviewer", "auditor", "admin"]).notNull(),
      scope: choice(["organisation", "team", "model"]).notNull(),
      /** The organisation's own id is "organisation". */
      scopeId: text().notNull(),
      givenAt: instant().notNull(),
      /** Null while a second person still has to confirm. */
      from: instant(),
      to: instant(),
      grantedBy: text().notNull(),
      confirmedBy: text(),
      /** How a reviewer's or admin's role came into force; null for other roles, and from before it took two people. */
      beginning: choice(beginnings),
      /** When it begins without a second person, where nobody is left who could be one. */
      waitsUntil: instant(),
      endedBy: text(),
    },
    (t) => [
      index("grant_actor").on(t.actorId, t.scope, t.scopeId),
      index("grant_group").on(t.groupId),
      index("grant_scope").on(t.scope, t.scopeId),
      index("grant_pending")
        .on(t.from, t.id)
        .where(sql`"to" IS NULL`),
      index("grant_role").on(t.role, t.id),
    ],
  );

  /** Failed sign-ins per key (account + address, account, address) in a window; shared by all processes. */
  const loginCounters = table(
    "login_counter",
    { key: text().primaryKey(), failures: int().notNull(), resetsAt: instant().notNull() },
    (t) => [index("login_counter_resets").on(t.resetsAt)],
  );

  return {
    teams,
    actors,
    credentials,
    links,
    accountOpenings,
    sessions,
    tokens,
    groups,
    groupMembers,
    grants,
    loginCounters,
  };
}
