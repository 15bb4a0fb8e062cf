// Notes on which nothing rests: who reads is answered while nobody can write.
import { refuse } from "@chancery/core";
import { lockHead } from "@chancery/db";
import { lockOut } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { noteIfPossible } from "./bookkeeping.ts";
import { openClaimed } from "./testing/claimed.ts";
import { eachEngine } from "./testing/index.ts";
import { actorOfToken } from "./tokens/actor-of-token.ts";
import { createToken } from "./tokens/create.ts";

eachEngine("a note that cannot be made", (open) => {
  it("holds up nobody who reads with a token while another process has the database locked", async () => {
    const world = await openClaimed(await open());
    const { grace } = world;
    const { token } = await createToken(world.house, world.call(grace.actor), {
      name: "laptop",
      scopes: ["read"],
      expiresInDays: 30,
    });
    const letIn = await lockOut(world.location);
    let hasLeft = false;
    const patient = world.house.db
      .transaction((tx) => lockHead(tx), { patienceMs: 3_000 })
      .catch(() => undefined)
      .finally(() => (hasLeft = true));
    expect(await actorOfToken(world.house, token)).toMatchObject({ id: grace.actor.id });
    expect(hasLeft).toBe(false);
    await letIn();
    await patient;
  });

  it("is passed over in silence while the database is locked or gone, and told in the log when anything else failed", async () => {
    const { house } = await open();
    const told: object[] = [];
    const failing = (error: Error) => ({
      ...house,
      db: { ...house.db, transaction: () => Promise.reject(error) },
      log: { ...house.log, error: (facts: object) => void told.push(facts) },
    });
    await noteIfPossible(failing(refuse("UNAVAILABLE", "database_locked", "locked")), "token.used", () =>
      Promise.resolve(),
    );
    expect(told).toEqual([]);
    const broken = new Error("broken");
    await noteIfPossible(failing(broken), "token.used", () => Promise.resolve());
    expect(told).toEqual([{ err: broken, bookkeeping: "token.used" }]);
  });
});
