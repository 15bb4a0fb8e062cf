// What query() and listing() promise: judged on the subject, hidden alike, lists cut to what the actor may see.
import { anonymousActor, organisation, type Actor } from "@chancery/core";
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import { listing, query } from "./query.ts";
import { inside } from "./describes.ts";
import { eachEngine, type World } from "./testing/index.ts";
import { accountSubject } from "./subjects/account.ts";

const readAccount = query({
  permission: "session:read",
  input: z.strictObject({ actorId: z.string() }),
  output: inside,
  subject: (reader, { actorId }) => accountSubject(reader, actorId),
  run: ({ subject }) => Promise.resolve(subject.account.name),
});
const whoIsHere = query({
  permission: "registry:read",
  input: z.strictObject({}),
  output: inside,
  subject: () => Promise.resolve(organisation),
  run: ({ actor }) => Promise.resolve(actor.kind),
});
/** What a list of models would be cut to. */
const reach = listing({
  permission: "model:read",
  input: z.strictObject({}),
  output: inside,
  run: ({ visible }) => Promise.resolve(visible),
});
const reachOf = (world: World, actor: Actor) => reach(world.house, world.call(actor), {});

eachEngine("query()", (open) => {
  it("answers a hidden thing exactly like one that does not exist, and the request logs neither", async () => {
    const world = await open();
    const [ada, bob] = [await world.person("Ada"), await world.person("Bob")];
    expect(await readAccount(world.house, world.call(ada), { actorId: ada.id })).toBe("Ada");
    const answer = (actorId: string) =>
      readAccount(world.house, world.call(ada), { actorId }).catch((error: Error) => ({
        ...error,
        message: error.message,
      }));
    const [hidden, unknown] = [await answer(bob.id), await answer(world.house.newId())];
    expect(hidden).toMatchObject({ code: "NOT_FOUND" });
    expect(hidden).toEqual(unknown);
    expect(await world.leaves()).toEqual([]);
  });

  it("says FORBIDDEN to who has a role there, but not enough", async () => {
    const world = await open();
    const [ada, bob] = [await world.person("Ada", { role: "viewer" }), await world.person("Bob")];
    await expect(readAccount(world.house, world.call(ada), { actorId: bob.id })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(
      readAccount(world.house, world.call({ ...ada, scopes: ["team:create"] }), { actorId: ada.id }),
    ).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code: "scope_missing" }] });
  });

  it("asks strangers to sign in before it reads, unless the permission is anyone's", async () => {
    const world = await open();
    const stranger = world.call(anonymousActor);
    const ask = (use: typeof readAccount | typeof reach, input: object) =>
      expect(use(world.house, stranger, input)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await countStatements(() => ask(readAccount, { actorId: "x" }))).toBe(0);
    expect(await countStatements(() => ask(reach, {}))).toBe(0);
    expect(await whoIsHere(world.house, stranger, {})).toBe("anonymous");
  });

  it("refuses unknown fields", async () => {
    const world = await open();
    await expect(whoIsHere(world.house, world.system, { __proto__x: 1 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

eachEngine("listing()", (open) => {
  it("reaches everything with a role on the organisation, and for the system", async () => {
    const world = await open();
    for (const role of ["viewer", "auditor", "admin"] as const)
      expect(await reachOf(world, await world.person(role, { role }))).toEqual({ everything: true });
  });

  it("reaches one's teams, the models one maintains, and single models, and nothing more", async () => {
    const world = await open();
    const [speech, vision] = [await world.team("speech"), await world.team("vision")];
    const ada = await world.person("Ada", { role: "contributor", team: "speech" });
    await world.grant(ada, { role: "maintainer", team: "vision" });
    await world.grant(ada, { role: "viewer", scope: "model", scopeId: "m1" });
    expect(await reachOf(world, ada)).toEqual({
      everything: false,
      teamIds: [speech.id, vision.id],
      maintainedTeamIds: [vision.id],
      modelIds: ["m1"],
    });
    expect(await reachOf(world, await world.person("Bob"))).toEqual({
      everything: false,
      teamIds: [],
      maintainedTeamIds: [],
      modelIds: [],
    });
  });

  it("gives a token without the scope nothing", async () => {
    const world = await open();
    const ada = await world.person("Ada", { role: "admin" });
    await expect(reachOf(world, { ...ada, scopes: ["team:create"] })).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "scope_missing" }],
    });
    expect(await reachOf(world, { ...ada, scopes: ["read"] })).toEqual({ everything: true });
  });
});
