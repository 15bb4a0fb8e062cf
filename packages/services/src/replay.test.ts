// An answer kept under an Idempotency-Key: told again, and only to who may do the act at that time.
import { setGrantEnded } from "@chancery/db";
import { plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { createTeam } from "./teams/create.ts";
import { listTeams } from "./teams/list.ts";
import { eachEngine } from "./testing/index.ts";
import { openScene } from "./testing/promotion-scene.ts";
import { revokeVersion } from "./versions/revoke.ts";

eachEngine("A replayed answer", (open) => {
  it("goes only to who may do the act now, and through a token that may", async () => {
    const world = await open();
    const grace = await world.person("Grace", { role: "admin" });
    const send = (actor: typeof grace) =>
      createTeam(world.house, world.call(actor, { idempotencyKey: "k1" }), { slug: "a", name: "A" });
    const first = await send(grace);
    expect(await send(grace)).toEqual(first);
    await expect(send({ ...grace, via: "token", scopes: ["read"] })).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "scope_missing" }],
    });
    const [grant] = await plainly(world.location, 'SELECT id FROM "grant"');
    await world.house.db.transaction((tx) =>
      setGrantEnded(tx, { id: String(grant?.["id"]), endedBy: "system", to: world.clock.now() }),
    );
    await expect(send(grace)).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code: "role_missing" }] });
    expect((await world.leaves()).slice(1).map(({ data }) => data.outcome)).toEqual(["denied", "denied"]);
    expect((await listTeams(world.house, world.call(grace), {})).items).toHaveLength(1);
  });

  it("is of the version that the act was about, whatever its name means by now", async () => {
    const scene = await openScene(await open());
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const { id } = await scene.version();
    await scene.promote(id);
    const input = { versionId: `${scene.model}@production`, reason: "Trained on withdrawn data." };
    const send = () => revokeVersion(scene.house, scene.call(max, { idempotencyKey: "k1" }), input);
    const first = await send();
    expect(first).toMatchObject({ stages: ["production"] });
    expect(await send()).toEqual(first); // nothing is in production any more
    await expect(revokeVersion(scene.house, scene.call(max), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
