// What command() promises every use-case: one transaction for act and leaf, refusals kept, answers replayed, hidden things hidden.
import { anonymousActor, organisation, refuse, type ErrorCode } from "@chancery/core";
import { insertGroup, insertTeam, listGroups, listTeams, readHead, setGrantEnded } from "@chancery/db";
import { countStatements, meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import { readLogOnce } from "./audit/known-log.ts";
import { command } from "./command.ts";
import { inside } from "./describes.ts";
import { flushRefusals } from "./record-refusal.ts";
import { eachEngine, type World } from "./testing/index.ts";
import { accountSubject } from "./subjects/account.ts";

const minute = 60_000;
const makingTeams = {
  kind: "team.created@1",
  permission: "team:create",
  output: inside,
  subject: () => Promise.resolve(organisation),
} as const;

/** Makes a team, then does what it is told: nothing, throw, or make a group as a consequence. */
const createTeam = command({
  ...makingTeams,
  input: z.strictObject({
    slug: z.string().max(20),
    then: z.enum(["", "throw", "group"]).default(""),
    refusal: z.string().optional(),
  }),
  causes: ["group.created@1"],
  async run({ tx, now, newId }, { slug, then, refusal }) {
    const [id, groupId] = [newId(), newId()];
    await insertTeam(tx, { id, slug, name: slug, createdAt: now });
    if (then === "throw") throw new Error("broken inside");
    if (refusal) throw refuse(refusal as ErrorCode, `${refusal.toLowerCase()}_here`, "no");
    if (then === "group") await insertGroup(tx, { id: groupId, slug, name: slug, createdAt: now });
    const group = { kind: "group.created@1", about: { kind: "group", id: groupId }, data: { groupId, slug } } as const;
    return {
      result: { id, slug },
      audit: { teamId: id, slug },
      about: { kind: "team", id },
      caused: then === "group" ? [group] : [],
    };
  },
});

/** An act on an account: somebody without a role there is not told that it exists. */
const disable = command({
  kind: "account.disabled@1",
  permission: "person:disable",
  input: z.strictObject({ actorId: z.string() }),
  output: inside,
  subject: (tx, { actorId }) => accountSubject(tx, actorId, { lock: true }),
  run: (_scope, { actorId }) => Promise.resolve({ result: {}, audit: { actorId, reason: "because" } }),
});

const slugs = async ({ house }: World) => (await listTeams(house.db.read, { limit: 200 })).map((team) => team.slug);

eachEngine("command()", (open) => {
  it("commits the act and its leaf together, the leaf naming actor, thing and request", async () => {
    const world = await open();
    const grace = await world.person("Grace", { role: "admin" });
    const call = world.call(grace);
    const { id } = await createTeam(world.house, call, { slug: "speech" });
    const [leaf, ...more] = await world.leaves();
    expect(leaf).toMatchObject({
      authid: grace.id,
      subject: `team/${id}`,
      correlationid: call.requestId,
      data: { outcome: "success" },
    });
    expect(more).toEqual([]);
    expect(await slugs(world)).toEqual(["speech"]);
  });

  it("keeps neither when the act throws", async () => {
    const world = await open();
    await expect(createTeam(world.house, world.system, { slug: "speech", then: "throw" })).rejects.toThrow(
      "broken inside",
    );
    expect(await slugs(world)).toEqual([]);
    expect(await world.leaves()).toEqual([]);
  });

  it("keeps neither when the leaf cannot be written", async () => {
    const world = await open();
    await meddle(world.location, "DELETE FROM audit_head");
    await expect(createTeam(world.house, world.system, { slug: "speech" })).rejects.toThrow("no head row");
    expect(await slugs(world)).toEqual([]);
  });

  it("gives each consequence its own leaf, chained to the act that caused it", async () => {
    const world = await open();
    await createTeam(world.house, world.system, { slug: "speech", then: "group" });
    const [own, caused] = await world.leaves();
    expect(caused).toMatchObject({ type: expect.stringContaining("group.created") as string, causationid: own?.id });
    expect(own?.causationid).toBeUndefined();
    expect(await listGroups(world.house.db.read, { limit: 5 })).toHaveLength(1);
  });

  it("appends 30 acts at once in one unbroken sequence", async () => {
    const world = await open();
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        createTeam(world.house, world.system, { slug: `t${n}`, then: n % 2 ? "group" : "" }),
      ),
    );
    const rows = await plainly(world.location, "SELECT idx, leaf_hash FROM audit_entry ORDER BY idx");
    expect(rows.map((row) => Number(row["idx"]))).toEqual(Array.from({ length: 45 }, (_, n) => n));
    const leaves = await world.leaves();
    for (const [at, leaf] of leaves.entries()) if (leaf.causationid) expect(leaf.causationid).toBe(leaves[at - 1]?.id);
  });

  it("never lets time run backwards in the log", async () => {
    const world = await open();
    await createTeam(world.house, world.system, { slug: "a" });
    world.clock.advance(-3 * minute);
    await createTeam(world.house, world.system, { slug: "b" });
    const [first, second] = (await world.leaves()) as unknown as { time: string }[];
    expect(second?.time).toBe(first?.time);
  });

  it("refuses unknown and malformed fields before anything else, and never echoes them", async () => {
    const world = await open();
    const attempt = createTeam(world.house, world.system, { slug: "s3cret".repeat(10), role: "admin" });
    await expect(attempt).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(attempt).rejects.not.toMatchObject({ message: expect.stringContaining("s3cret") as string });
    expect(await world.leaves()).toEqual([]);
  });

  it("asks strangers to sign in without touching the database or preparing anything", async () => {
    const world = await open();
    let prepared = 0;
    const slow = command({
      ...makingTeams,
      input: z.strictObject({}),
      prepare: () => Promise.resolve((prepared += 1)),
      run: ({ prepared: count }) => Promise.resolve({ result: { count }, audit: { teamId: "t", slug: "t" } }),
    });
    const stranger = world.call(anonymousActor);
    const statements = await countStatements(() =>
      expect(slow(world.house, stranger, {})).rejects.toMatchObject({ code: "UNAUTHENTICATED" }),
    );
    expect([statements, prepared]).toEqual([0, 0]);
    expect(await slow(world.house, world.system, {})).toEqual({ count: 1 });
    expect(await world.leaves()).toHaveLength(1);
  });

  it("adds to an act the rows it wrote, the lock of the head, the leaf, its rows and the moved head, and a node where one is completed", async () => {
    const world = await open();
    const { read } = world.house.db;
    await Promise.all([readHead(read), readHead(read), readLogOnce(world.house)]); // so many connections are open from here on
    const act = (slug: string) => () => createTeam(world.house, world.system, { slug });
    // begin, the team, which rows were written, what stood there before, the row, lock, leaf, its row, head, commit
    expect(await countStatements(act("one"))).toBe(10);
    expect(await countStatements(act("two"))).toBe(11);
    expect(await countStatements(act("three"))).toBe(10);
    expect(await countStatements(act("four"))).toBe(12);
  });

  it("refuses a use-case inside a use-case", async () => {
    const world = await open();
    const nested = command({
      ...makingTeams,
      input: z.strictObject({}),
      run: async ({ house, call }) => ({
        result: await createTeam(house, call, { slug: "inner" }),
        audit: { teamId: "t", slug: "t" },
      }),
    });
    await expect(nested(world.house, world.system, {})).rejects.toThrow("inside a transaction");
    expect(await slugs(world)).toEqual([]);
  });
});

eachEngine("refusals", (open) => {
  it.each([
    ["FORBIDDEN", 1],
    ["POLICY_UNMET", 1],
    ["ILLEGAL_TRANSITION", 1],
    ["CONFLICT", 0],
    ["NOT_FOUND", 0],
    ["INVALID_INPUT", 0],
    ["LIMIT_EXCEEDED", 0],
  ])("roll %s back and leave %i denied leaf", async (refusal, leaves) => {
    const world = await open();
    await expect(createTeam(world.house, world.system, { slug: "speech", refusal })).rejects.toMatchObject({
      code: refusal,
    });
    expect(await slugs(world)).toEqual([]);
    expect((await world.leaves()).map((leaf) => leaf.data.outcome)).toEqual(Array<string>(leaves).fill("denied"));
  });

  it("name what was tried, on what, and why, without the data", async () => {
    const world = await open();
    const ada = await world.person("Ada", { role: "viewer" });
    const call = world.call(ada);
    await expect(createTeam(world.house, call, { slug: "speech" })).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "role_missing" }],
    });
    const [leaf] = await world.leaves();
    expect(leaf).toMatchObject({
      authid: ada.id,
      subject: "organisation/organisation",
      correlationid: call.requestId,
      data: { outcome: "denied" },
    });
    expect(JSON.stringify(leaf)).toContain("role_missing");
    expect(JSON.stringify(leaf)).not.toContain("speech");
  });

  it("are one leaf for 20 equal ones at once, and one more with their count when the minute is over", async () => {
    const world = await open();
    const ada = await world.person("Ada", { role: "viewer" });
    const attempt = () => createTeam(world.house, world.call(ada), { slug: "speech" }).catch(() => undefined);
    await Promise.all(Array.from({ length: 20 }, attempt));
    await flushRefusals(world.house);
    expect(await world.leaves()).toHaveLength(1);
    world.clock.advance(minute + 1);
    await flushRefusals(world.house);
    await flushRefusals(world.house);
    const leaves = await world.leaves();
    expect(leaves).toHaveLength(2);
    expect(JSON.stringify(leaves[1])).toContain('"count":19');
  });

  it("settle an earlier minute's count before the next leaf", async () => {
    const world = await open();
    const ada = await world.person("Ada", { role: "viewer" });
    const attempt = () => createTeam(world.house, world.call(ada), { slug: "speech" }).catch(() => undefined);
    await attempt();
    await attempt();
    world.clock.advance(2 * minute);
    await attempt();
    const counts = (await world.leaves()).map((leaf) => /"count":(\d+)/.exec(JSON.stringify(leaf))?.[1]);
    expect(counts).toEqual(["1", "1", "1"]);
  });

  it("are not silenced by equal ones from under a clock that ran ahead", async () => {
    const world = await open();
    const ada = await world.person("Ada", { role: "viewer" });
    const attempt = () => createTeam(world.house, world.call(ada), { slug: "speech" }).catch(() => undefined);
    await attempt();
    await attempt();
    world.clock.advance(-60 * minute);
    await attempt();
    expect(await world.leaves()).toHaveLength(3);
    await attempt();
    world.clock.advance(-60 * minute);
    await flushRefusals(world.house);
    expect(await world.leaves()).toHaveLength(4);
  });

  it("are counted apart by actor, by subject and by reason", async () => {
    const world = await open();
    const [ada, bob] = [await world.person("Ada", { role: "viewer" }), await world.person("Bob", { role: "viewer" })];
    for (const actor of [ada, bob])
      await createTeam(world.house, world.call(actor), { slug: "speech" }).catch(() => undefined);
    for (const actorId of [ada.id, bob.id])
      await disable(world.house, world.call(ada), { actorId }).catch(() => undefined);
    const scopeless = { ...ada, scopes: ["read"] };
    await createTeam(world.house, world.call(scopeless), { slug: "speech" }).catch(() => undefined);
    expect(await world.leaves()).toHaveLength(5);
  });

  it("answer NOT_FOUND where the actor has no role, exactly as for an unknown id, and log what it was", async () => {
    const world = await open();
    const [ada, grace] = [
      await world.person("Ada", { role: "contributor", team: "speech" }),
      await world.person("Grace", { role: "admin" }),
    ];
    const answer = (actorId: string) =>
      disable(world.house, world.call(ada), { actorId }).catch((error: unknown) => error);
    const [hidden, unknown] = [await answer(grace.id), await answer(world.house.newId())];
    const shown = ({
      code,
      message,
      reasons,
      facts,
    }: {
      code: string;
      message: string;
      reasons: object;
      facts: object;
    }) => ({ code, message, reasons, facts });
    expect(hidden).toMatchObject({ code: "NOT_FOUND", isHidden: false });
    expect(shown(hidden as Parameters<typeof shown>[0])).toEqual(shown(unknown as Parameters<typeof shown>[0]));
    const [leaf, ...more] = await world.leaves();
    expect(leaf).toMatchObject({ subject: `actor/${grace.id}`, data: { outcome: "denied" } });
    expect(JSON.stringify(leaf)).toContain("role_missing");
    expect(more).toEqual([]);
  });

  it("stand when they cannot be recorded, and the failure is logged", async () => {
    const world = await open();
    const logged: object[] = [];
    const house = { ...world.house, log: { ...world.house.log, error: (facts: object) => void logged.push(facts) } };
    const ada = await world.person("Ada", { role: "viewer" });
    await meddle(world.location, "DELETE FROM audit_head");
    await expect(createTeam(house, world.call(ada), { slug: "speech" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(logged).toHaveLength(1);
  });

  it("judge by the grants in force at that moment", async () => {
    const world = await open();
    const grace = await world.person("Grace", { role: "admin" });
    await createTeam(world.house, world.call(grace), { slug: "a" });
    const [grant] = await plainly(world.location, `SELECT id FROM "grant" WHERE actor_id = '${grace.id}'`);
    await world.house.db.transaction((tx) =>
      setGrantEnded(tx, { id: String(grant?.["id"]), endedBy: "system", to: world.clock.now() }),
    );
    await expect(createTeam(world.house, world.call(grace), { slug: "b" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("hold a token to its scopes whatever its holder may do", async () => {
    const world = await open();
    const grace = await world.person("Grace", { role: "admin" });
    for (const scopes of [[], ["read"], ["team:read"]])
      await expect(createTeam(world.house, world.call({ ...grace, scopes }), { slug: "a" })).rejects.toMatchObject({
        reasons: [{ code: "scope_missing" }],
      });
    await createTeam(world.house, world.call({ ...grace, scopes: ["team:create"] }), { slug: "a" });
  });
});

eachEngine("Idempotency-Key", (open) => {
  it("makes one effect of 50 calls at once, all answered alike", async () => {
    const world = await open();
    const call = { ...world.system, idempotencyKey: "k1" };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => createTeam(world.house, call, { slug: "speech" })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await world.leaves()).toHaveLength(1);
    expect(await slugs(world)).toEqual(["speech"]);
  });

  it("is refused with another body", async () => {
    const world = await open();
    const call = { ...world.system, idempotencyKey: "k1" };
    await createTeam(world.house, call, { slug: "speech" });
    await expect(createTeam(world.house, call, { slug: "vision" })).rejects.toMatchObject({
      code: "CONFLICT",
      reasons: [{ code: "idempotency_key_reused" }],
    });
    expect(await slugs(world)).toEqual(["speech"]);
  });

  it("belongs to one actor and one act", async () => {
    const world = await open();
    const [grace, hedy] = [
      await world.person("Grace", { role: "admin" }),
      await world.person("Hedy", { role: "admin" }),
    ];
    await createTeam(world.house, world.call(grace, { idempotencyKey: "k1" }), { slug: "a" });
    await createTeam(world.house, world.call(hedy, { idempotencyKey: "k1" }), { slug: "b" });
    await disable(world.house, world.call(grace, { idempotencyKey: "k1" }), { actorId: hedy.id });
    expect(await slugs(world)).toEqual(["a", "b"]);
    expect(await world.leaves()).toHaveLength(3);
  });

  it("is not spent by an attempt that was rolled back", async () => {
    const world = await open();
    const call = { ...world.system, idempotencyKey: "k1" };
    await expect(createTeam(world.house, call, { slug: "a", then: "throw" })).rejects.toThrow("broken inside");
    await expect(createTeam(world.house, call, { slug: "a", refusal: "FORBIDDEN" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await createTeam(world.house, call, { slug: "a" });
    expect(await slugs(world)).toEqual(["a"]);
  });

  it("keeps a digest of the key, never what the caller wrote", async () => {
    const world = await open();
    await createTeam(world.house, { ...world.system, idempotencyKey: "hunter2andmore" }, { slug: "a" });
    const rows = await plainly(world.location, "SELECT * FROM idempotency");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain("hunter2");
  });

  it("keeps nothing of results that are shown once", async () => {
    const world = await open();
    const secret = command({
      ...makingTeams,
      input: z.strictObject({ password: z.string() }),
      isReplayed: false,
      run: ({ newId }) => Promise.resolve({ result: { secret: newId() }, audit: { teamId: "t", slug: "t" } }),
    });
    const call = { ...world.system, idempotencyKey: "k1" };
    const [first, second] = [
      await secret(world.house, call, { password: "p" }),
      await secret(world.house, call, { password: "p" }),
    ];
    expect(first.secret).not.toBe(second.secret);
    expect(await plainly(world.location, "SELECT * FROM idempotency")).toEqual([]);
  });
});
