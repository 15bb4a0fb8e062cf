// What somebody forged with SQL is vouched for by no act: neither by one that rewrites the row, nor by who acts on it.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { giveGrant } from "../grants/give.ts";
import { endGrant } from "../grants/end.ts";
import { confirmGrant } from "../grants/confirm.ts";
import { updateModel } from "../models/update.ts";
import { disableAccount } from "../people/disable.ts";
import { proposeOwner } from "../service-accounts/propose-owner.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { vouchForHolder } from "../people/vouch.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { openClaimed, type Claimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { revokeToken } from "../tokens/revoke.ts";
import { createToken } from "../tokens/create.ts";
import { createModel } from "../models/create.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { takeBaseline } from "./baseline.ts";
import { compareRows } from "./compare-rows.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const quiet = (world: World): World => ({
  ...world,
  house: { ...world.house, log: { info: () => undefined, error: () => undefined } },
});

type Forging = readonly [what: string, (world: Claimed) => Promise<{ readonly sql: string; act(): Promise<unknown> }>];
const organisation = { scope: "organisation", scopeId: "organisation" } as const;

const forgings: readonly Forging[] = [
  [
    "a model's visibility, when it is described anew",
    async ({ house, call, grace, team, grant }) => {
      await team("speech");
      await grant(grace.actor, { role: "maintainer", team: "speech" });
      const { id: modelId } = await createModel(house, call(grace.actor), { team: "speech", name: "vad" });
      return {
        sql: `UPDATE model SET visibility = 'restricted'`,
        act: () => updateModel(house, call(grace.actor), { modelId, revision: 1, description: "Hears voices." }),
      };
    },
  ],
  [
    "a role that was made a greater one, when it is ended",
    async ({ house, call, grace, join }) => {
      const ada = await join("Ada");
      const grant = await giveGrant(house, call(grace.actor), {
        actorId: ada.actor.id,
        role: "viewer",
        ...organisation,
      });
      return {
        sql: `UPDATE "grant" SET role = 'reviewer' WHERE id = '${grant.id}'`,
        act: () => endGrant(house, call(grace.actor), { grantId: grant.id }),
      };
    },
  ],
  [
    "a role that waits and was given to another, when it is confirmed",
    async (world) => {
      const { house, call, grace, join, grant } = world;
      const [ada, gus, mallory] = [await join("Ada"), await join("Gus"), await join("Mallory")];
      for (const { actor } of [ada, gus, mallory]) {
        const sue = await world.person(`Sue of ${actor.name}`);
        await vouchForHolder(house, call(sue), { actorId: actor.id });
      }
      await grant(gus.actor, { role: "admin" });
      const given = await giveGrant(house, call(grace.actor), {
        actorId: ada.actor.id,
        role: "reviewer",
        ...organisation,
      });
      return {
        sql: `UPDATE "grant" SET actor_id = '${mallory.actor.id}' WHERE id = '${given.id}'`,
        act: () => confirmGrant(house, call(gus.actor), { grantId: given.id }),
      };
    },
  ],
  [
    "who owns a service account, when it is to be handed over",
    async ({ house, call, grace, join }) => {
      const [ada, gus] = [await join("Ada"), await join("Gus")];
      const bot = await createServiceAccount(house, call(grace.actor), { name: "bot", ownerId: ada.actor.id });
      return {
        sql: `UPDATE actor SET owner_id = '${gus.actor.id}' WHERE id = '${bot.id}'`,
        act: () => proposeOwner(house, call(grace.actor), { actorId: bot.id, ownerId: grace.actor.id }),
      };
    },
  ],
  [
    "who opened an account, when somebody vouches for its holder",
    async ({ house, call, person, join }) => {
      const [ada, gus] = [await join("Ada"), await join("Gus")];
      const sue = await person("Sue");
      return {
        sql: `UPDATE account_opening SET issuer_id = '${gus.actor.id}' WHERE actor_id = '${ada.actor.id}'`,
        act: () => vouchForHolder(house, call(sue), { actorId: ada.actor.id }),
      };
    },
  ],
  [
    "an account's address, when it is disabled",
    async ({ house, call, grace, join }) => {
      const ada = await join("Ada");
      return {
        sql: `UPDATE actor SET email = 'm@example.test' WHERE id = '${ada.actor.id}'`,
        act: () => disableAccount(house, call(grace.actor), { actorId: ada.actor.id, reason: "left" }),
      };
    },
  ],
  [
    "what a token may do, when it is revoked",
    async ({ house, call, join }) => {
      const ada = await join("Ada");
      const { view } = await createToken(house, call(ada.actor), { name: "ci", scopes: ["read"] });
      return {
        sql: `UPDATE token SET scopes = '["*"]' WHERE id = '${view.id}'`,
        act: () => revokeToken(house, call(ada.actor), { tokenId: view.id }),
      };
    },
  ],
];

eachEngine("a row that was forged", (open) => {
  it.each(forgings)("is not vouched for by the log: %s", async (_what, prepare) => {
    const world = await openClaimed(quiet(await open()));
    const { sql, act } = await prepare(world);
    await takeBaseline(world.house);
    await meddle(world.location, sql);
    const before = await compareRows(world.house.db);
    expect(before.all).toHaveLength(1);
    await expect(act()).rejects.toEqual(contradicted);
    expect((await compareRows(world.house.db)).all).toEqual(before.all);
  });

  it("is not vouched for by the log: the content of a version, when it is revoked", async () => {
    const scene = await openScene(quiet(await open()));
    const { id: versionId } = await scene.version();
    await scene.grant(scene.ada, { role: "maintainer", team: "speech" });
    await takeBaseline(scene.house);
    await meddle(scene.location, `UPDATE version SET created_by = '${scene.rita.id}'`);
    const act = revokeVersion(scene.house, scene.call(scene.ada), { versionId, reason: "It hears too much." });
    await expect(act).rejects.toEqual(contradicted);
  });
});
