// The access log's hours in the audit log: what was noted cannot be edited afterwards without it showing.
import { createHash } from "node:crypto";
import { canonicalJson } from "@chancery/core";
import { accessesBetween, insertAccess } from "@chancery/db";
import { expect, it } from "vitest";
import { meddle } from "@chancery/db/testing";
import { openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { digestDueHours } from "./digest-due.ts";
import { digestAccessHour, digestOfHour } from "./digest-hour.ts";
import { recordAccess } from "./record.ts";

const minute = 60_000;
const nine = new Date("2026-03-01T09:00:00.000Z");
const digests = async (world: World) =>
  (await world.leaves()).filter(({ type }) => type === "chancery.access-log.digested.v1");
const note = (world: World, subject: string) =>
  recordAccess(world.house, world.system, { action: "artifact.downloaded", subject });

eachEngine("digesting the access log", (open) => {
  it("writes count and SHA-256 of an hour's canonical lines into the audit log once it is over", async () => {
    const world = await open();
    await note(world, "version/1/a");
    world.clock.advance(5 * minute);
    await note(world, "version/1/b");
    expect(await digestDueHours(world.house)).toBe(0);
    world.clock.advance(57 * minute);
    expect(await digestDueHours(world.house)).toBe(1);
    const rows = await accessesBetween(world.house.db.read, {
      from: nine,
      to: new Date(nine.getTime() + 60 * minute),
      after: undefined,
      limit: 10,
    });
    const lines = rows.map((row) => `${canonicalJson({ ...row, at: row.at.toISOString() })}\n`).join("");
    const digest = createHash("sha256").update(lines).digest("hex");
    expect(await digests(world)).toMatchObject([
      {
        authid: "system",
        data: { after: { from: "2026-03-01T09:00:00.000Z", to: "2026-03-01T10:00:00.000Z", count: 2, digest } },
      },
    ]);
  });

  it("seals every hour once, passing by those nobody read in", async () => {
    const world = await open();
    await note(world, "version/1/a");
    world.clock.advance(180 * minute);
    await note(world, "version/1/b");
    world.clock.advance(62 * minute);
    expect(await digestDueHours(world.house)).toBe(2);
    expect(await digestDueHours(world.house)).toBe(0);
    const froms = (await digests(world)).map(({ data }) => (data["after"] as { from: string }).from);
    expect(froms).toEqual(["2026-03-01T09:00:00.000Z", "2026-03-01T12:00:00.000Z"]);
  });

  it("seals an hour once when two processes come to it at once", async () => {
    const world = await open();
    await note(world, "version/1/a");
    world.clock.advance(120 * minute);
    await Promise.all([digestDueHours(world.house), digestDueHours(world.house), digestDueHours(world.house)]);
    expect(await digests(world)).toHaveLength(1);
  });

  it("shows an access edited or removed afterwards", async () => {
    const world = await open();
    await note(world, "version/1/a");
    await note(world, "version/1/b");
    const { digest } = await digestOfHour(world.house.db.read, nine);
    await meddle(world.location, "UPDATE access SET actor_id = 'someone else' WHERE subject = 'version/1/a'");
    const edited = await digestOfHour(world.house.db.read, nine);
    await meddle(world.location, "DELETE FROM access WHERE subject = 'version/1/a'");
    const removed = await digestOfHour(world.house.db.read, nine);
    expect(new Set([digest, edited.digest, removed.digest]).size).toBe(3);
  });

  it("is an act of the system alone, on whole hours", async () => {
    const scene = await openCatalogue(await open());
    const admin = await scene.person("Root", { role: "admin" });
    const digest = (by: typeof admin, from: string) => digestAccessHour(scene.house, scene.call(by), { from });
    await expect(digest(admin, nine.toISOString())).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
    await expect(digestAccessHour(scene.house, scene.system, { from: "2026-03-01T09:00:01.000Z" })).rejects.toEqual(
      refusal("INVALID_INPUT", "invalid_field"),
    );
  });

  it("leaves out no read of an hour that is read in several pieces", async () => {
    const { house } = await open();
    const access = (n: number) => ({
      id: house.newId(),
      at: nine,
      actorId: "a",
      action: "artifact.downloaded",
      subject: `version/1/${n}`,
      requestId: "r",
    });
    await house.db.transaction(async (tx) => {
      for (let n = 0; n < 2001; n += 1) await insertAccess(tx, access(n));
    });
    expect(await digestOfHour(house.db.read, nine)).toMatchObject({ count: 2001 });
  });
});
