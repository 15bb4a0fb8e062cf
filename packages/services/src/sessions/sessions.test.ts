// Sessions: the row decides on every request. Idle, absolute, ended, disabled.
import { anonymousActor } from "@chancery/core";
import { linkByHash } from "@chancery/db";
import { countStatements, plainly } from "@chancery/db/testing";
import { expect, it, vi } from "vitest";
import { giveGrant } from "../grants/give.ts";
import { actorOfSession } from "../identity/actor-of-session.ts";
import { changePassword } from "../identity/change-password.ts";
import { endSession } from "../identity/end-session.ts";
import { getMe } from "../identity/me.ts";
import { digestOfSecret } from "../identity/secret-codes.ts";
import { issueSignInLink, startSessionByLink } from "../identity/start-session-by-link.ts";
import { disableAccount } from "../people/disable.ts";
import { enableAccount } from "../people/enable.ts";
import { openClaimed, password } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { endSessions } from "./end.ts";
import { listSessions } from "./list.ts";

const hour = 3_600_000;
const patient = { timeout: 30_000, interval: 5 };

/** The house, and how many of those who write through it wait: for their turn on SQLite, for rows on PostgreSQL. */
function countingWriters({ house, location }: Pick<World, "house" | "location">) {
  let asked = 0;
  const db: typeof house.db = {
    ...house.db,
    transaction(run, patience) {
      asked += 1;
      return house.db.transaction(run, patience);
    },
  };
  const waiting =
    "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  const waitingWriters = async () =>
    db.dialect === "sqlite" ? asked : Number((await plainly(location, waiting))[0]?.["n"]);
  return { house: { ...house, db }, waitingWriters };
}

eachEngine("sessions", (open) => {
  it("ends one that was idle for 8 hours", async () => {
    const world = await openClaimed(await open());
    const { sessionId, actor } = await world.join("Ada");
    world.clock.advance(8 * hour - 1);
    expect(await actorOfSession(world.house, sessionId)).toEqual(actor);
    world.clock.advance(8 * hour - 1);
    expect(await actorOfSession(world.house, sessionId)).toEqual(actor);
    world.clock.advance(8 * hour);
    expect(await actorOfSession(world.house, sessionId)).toBe(anonymousActor);
  });

  it("ends one after 7 days however busy it was, an admin's after 12 hours", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const kindsEvery7Hours = async (sessionId: string, times: number) => {
      const kinds = [];
      for (let n = 0; n < times; n += 1) {
        world.clock.advance(7 * hour);
        kinds.push((await actorOfSession(world.house, sessionId)).kind);
      }
      return kinds;
    };
    expect(await kindsEvery7Hours(ada.sessionId, 24)).toEqual([...Array<string>(23).fill("person"), "anonymous"]);
    const { sessionId } = await world.signIn(world.grace.email);
    expect(await kindsEvery7Hours(sessionId, 2)).toEqual(["person", "anonymous"]);
  });

  it("shortens the sessions of whoever becomes an admin", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const grant = { actorId: ada.actor.id, role: "admin", scope: "organisation", scopeId: "organisation" };
    await giveGrant(world.house, world.call(world.grace.actor), grant);
    for (const kind of ["person", "anonymous"]) {
      world.clock.advance(6 * hour);
      expect((await actorOfSession(world.house, ada.sessionId)).kind).toBe(kind);
    }
  });

  it.each([
    ["end is put off", "expires_at = expires_at + later"],
    ["beginning is put off", "created_at = created_at + later, expires_at = expires_at + later"],
  ])("speaks for nobody after 7 days though its %s with SQL alone", async (_what, set) => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const later = world.house.db.dialect === "sqlite" ? String(9 * 24 * hour) : "interval '9 days'";
    await plainly(world.location, `UPDATE session SET ${set.replaceAll("later", later)}`);
    const kinds = new Set<string>();
    for (let n = 0; n < 24; n += 1) {
      world.clock.advance(7 * hour);
      const { kind } = await actorOfSession(world.house, ada.sessionId);
      if (n > 22) kinds.add(kind);
    }
    expect([...kinds]).toEqual(["anonymous"]);
  });

  it("answers nobody for the old id after signing out", async () => {
    const world = await openClaimed(await open());
    await endSession(world.house, world.call(anonymousActor), world.grace.sessionId);
    expect(await actorOfSession(world.house, world.grace.sessionId)).toBe(anonymousActor);
    await endSession(world.house, world.call(anonymousActor), world.grace.sessionId);
    expect((await world.leaves()).filter((leaf) => leaf.type.includes("session.ended"))).toHaveLength(1);
  });

  it("answers nobody for made-up ids, and for the row's own id", async () => {
    const world = await openClaimed(await open());
    const rowId = world.grace.actor.sessionId ?? "";
    expect(rowId).toMatch(/^[0-9a-f]{64}$/);
    for (const made of ["", "%", rowId, "x".repeat(10_000), "' OR 1=1 --"])
      expect(await actorOfSession(world.house, made)).toBe(anonymousActor);
  });

  it("ends sessions at once when the account is disabled, and does not revive them", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const grace = world.call(world.grace.actor);
    await disableAccount(world.house, grace, { actorId: ada.actor.id, reason: "left the company" });
    expect(await actorOfSession(world.house, ada.sessionId)).toBe(anonymousActor);
    const [disabled, ended] = (await world.leaves()).slice(-2);
    expect(disabled?.type).toContain("account.disabled");
    expect(JSON.stringify(disabled)).not.toContain("left the company");
    expect(ended).toMatchObject({ causationid: disabled?.id });
    await enableAccount(world.house, grace, { actorId: ada.actor.id, reason: "came back" });
    expect(await actorOfSession(world.house, ada.sessionId)).toBe(anonymousActor);
    await expect(world.signIn(ada.email)).resolves.toBeDefined();
  });

  it("leaves no session behind that began while the account was being disabled", async () => {
    const world = await openClaimed(await open());
    const { house, waitingWriters } = countingWriters(world);
    const ada = await world.join("Ada");
    const grace = world.call(world.grace.actor);
    const input = { actorId: ada.actor.id, reason: "a race" };
    const code = await issueSignInLink(world.house, ada.actor.id);
    let letGo = () => {};
    let isHeld = false;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const holding = world.house.db.transaction(async (tx) => {
      await linkByHash(tx, { codeHash: digestOfSecret(code), purpose: "sign-in" }, { lock: true });
      isHeld = true;
      await held;
    });
    await vi.waitUntil(() => isHeld, patient);
    const beginning = startSessionByLink(house, world.call(anonymousActor), { code });
    await vi.waitUntil(async () => (await waitingWriters()) >= 1, patient); // it has read the account and waits for its link
    const disabling = disableAccount(house, grace, input);
    await Promise.race([disabling, vi.waitUntil(async () => (await waitingWriters()) >= 2, patient)]);
    letGo();
    const [, { sessionId }] = await Promise.all([holding, beginning, disabling]);
    await enableAccount(house, grace, input);
    expect(await actorOfSession(house, sessionId)).toBe(anonymousActor);
  });

  it("ends every other session when the password changes", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const other = await world.signIn(ada.email);
    const next = "amber meadow 17 rain";
    await changePassword(world.house, world.call(ada.actor), { current: password, next });
    expect((await actorOfSession(world.house, ada.sessionId)).kind).toBe("person");
    expect((await actorOfSession(world.house, other.sessionId)).kind).toBe("anonymous");
    await expect(world.signIn(ada.email)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(world.signIn(ada.email, { password: next })).resolves.toBeDefined();
  });

  it("refuses a change of password without the current one, leaves a leaf, and limits the guesses", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const guess = () =>
      changePassword(world.house, world.call(ada.actor), {
        current: "crimson harbour 92",
        next: "amber meadow 17 rain",
      });
    for (let n = 0; n < 5; n += 1)
      await expect(guess()).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code: "password_wrong" }] });
    await expect(guess()).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    expect((await world.leaves()).at(-1)).toMatchObject({
      subject: `actor/${ada.actor.id}`,
      data: { outcome: "denied" },
    });
    await expect(
      changePassword(world.house, world.call(anonymousActor), { current: password, next: "amber meadow 17 rain" }),
    ).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("lists one's own, ends one or all others, and hides other people's", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const bob = await world.join("Bob");
    world.clock.advance(1000);
    await world.signIn(ada.email, { userAgent: "curl/8" });
    world.clock.advance(1000);
    await world.signIn(ada.email);
    const mine = await listSessions(world.house, world.call(ada.actor), {});
    expect(mine.items.map((session) => session.isCurrent)).toEqual([false, false, true]);
    expect(mine.items[1]?.userAgent).toBe("curl/8");
    const bobs = bob.actor.sessionId;
    await expect(endSessions(world.house, world.call(ada.actor), { sessionId: bobs })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(endSessions(world.house, world.call(ada.actor), { actorId: bob.actor.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(listSessions(world.house, world.call(ada.actor), { actorId: bob.actor.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await endSessions(world.house, world.call(ada.actor), { sessionId: mine.items[0]?.id })).toEqual({
      ended: 1,
    });
    expect(await endSessions(world.house, world.call(ada.actor), {})).toEqual({ ended: 1 });
    expect((await listSessions(world.house, world.call(ada.actor), {})).items).toHaveLength(1);
    expect(await endSessions(world.house, world.call(world.grace.actor), { actorId: bob.actor.id })).toEqual({
      ended: 1,
    });
    expect((await actorOfSession(world.house, bob.sessionId)).kind).toBe("anonymous");
  });

  it("pages by key, and refuses a key of another list", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    for (let n = 0; n < 4; n += 1) await world.signIn(ada.email);
    const seen = [];
    let after: string | undefined;
    do {
      const page = await listSessions(world.house, world.call(ada.actor), { limit: 2, after });
      seen.push(...page.items.map((session) => session.id));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(5);
    const { next } = await listSessions(world.house, world.call(ada.actor), { limit: 1 });
    await expect(
      listSessions(world.house, world.call(world.grace.actor), { actorId: world.grace.actor.id, after: next }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(listSessions(world.house, world.call(ada.actor), { limit: 1e9 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  it("decides with one statement, and writes at most once a minute", async () => {
    const world = await openClaimed(await open());
    const { sessionId } = world.grace;
    await actorOfSession(world.house, sessionId);
    expect(await countStatements(() => actorOfSession(world.house, sessionId))).toBe(1);
    world.clock.advance(59_000);
    expect(await countStatements(() => actorOfSession(world.house, sessionId))).toBe(1);
    world.clock.advance(1000);
    expect(await countStatements(() => actorOfSession(world.house, sessionId))).toBeGreaterThan(0);
    const [session] = (await listSessions(world.house, world.call(world.grace.actor), {})).items;
    expect(session?.lastSeenAt).toBe(world.clock.now().toISOString());
  });

  it("shows who is asking, and what they may do", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const team = await world.team("speech");
    await giveGrant(world.house, world.call(world.grace.actor), {
      actorId: ada.actor.id,
      role: "contributor",
      scope: "team",
      scopeId: team.id,
    });
    const seen = await actorOfSession(world.house, ada.sessionId);
    expect(seen.defaultTeam).toEqual({ id: team.id, slug: "speech" });
    expect(await getMe(world.house, world.call(seen), {})).toEqual({
      id: ada.actor.id,
      kind: "person",
      name: "Ada",
      email: ada.email,
      defaultTeam: "speech",
      via: "session",
      scopes: ["*"],
      grants: [{ role: "contributor", scope: "team", scopeName: "speech" }],
      isAdmin: false,
      canReadAudit: false,
      waitingReviews: 0,
      passwordReset: null,
      waitingVouches: 0,
      waitingAppointments: 0,
      unconfirmable: [],
      frozen: null,
    });
    expect(await getMe(world.house, world.call(world.grace.actor), {})).toMatchObject({
      isAdmin: true,
      canReadAudit: true,
    });
    await expect(getMe(world.house, world.call(anonymousActor), {})).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const because = { code: "log_rolled_back", message: "the log is shorter than what was seen" };
    const frozen = { ...world.house, freeze: { because } };
    expect(await getMe(frozen, world.call(seen), {})).toMatchObject({ id: ada.actor.id, frozen: because });
  });
});
