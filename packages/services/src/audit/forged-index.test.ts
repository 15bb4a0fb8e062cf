// What a process has read of the log it does not forget: no row put back to what it was, no index, leaf or end of the log that
// was edited with SQL makes it act on an earlier truth.
import { leafHash } from "@chancery/core";
import { readHead } from "@chancery/db";
import { bytesLiteral, meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { endGrant } from "../grants/end.ts";
import { giveGrant } from "../grants/give.ts";
import type { House } from "../house.ts";
import { setAlias } from "../models/set-alias.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { createTeam } from "../teams/create.ts";
import { growLog, leafAt, quiet } from "../testing/attacks.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { openClaimed, type Claimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";
import { revokeToken } from "../tokens/revoke.ts";
import { resolveVersion } from "../versions/resolve.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { takeBaseline } from "./baseline.ts";
import { readLogOnce } from "./known-log.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
/** Takes away what the index says of the newest entry about rows of a table. */
const forget = (table: string) =>
  `DELETE FROM audit_row WHERE governed_table = '${table}' AND idx = (SELECT max(idx) FROM audit_row WHERE governed_table = '${table}')`;
const forgetAll = (table: string) => `DELETE FROM audit_row WHERE governed_table = '${table}'`;
/** The same registry in another process, which has read nothing of its log. */
const otherProcess = (house: House): House => ({ ...house, db: { ...house.db }, freeze: { because: undefined } });

/** Rita's approval, by another process. */
async function voteBy(house: House, scene: Scene, asked: { readonly id: string; readonly number: number }) {
  const { digests: seen } = await scene.see(asked);
  const vote = { promotionId: asked.id, decision: "approve", note: "read it all", seen };
  return voteOnPromotion(house, scene.call(scene.rita), vote);
}

type Reverting = readonly [
  what: string,
  prepare: (scene: Scene) => Promise<{ readonly sql: readonly string[]; act(house: House): Promise<unknown> }>,
];

const ofScene: readonly Reverting[] = [
  [
    "an objection that is gone",
    async (scene) => {
      const asked = await scene.ask((await scene.version()).id);
      await scene.vote(asked, scene.rolf, "request-changes");
      return { sql: ["DELETE FROM vote", forgetAll("votes")], act: () => scene.vote(asked, scene.rita) };
    },
  ],
  [
    "an objection turned into the approval that came before it",
    async (scene) => {
      const asked = await scene.ask((await scene.version()).id);
      await scene.vote(asked, scene.rolf, "request-changes");
      return {
        sql: [`UPDATE vote SET decision = 'approve'`, forgetAll("votes")],
        act: () => scene.vote(asked, scene.rita),
      };
    },
  ],
  [
    "a revocation taken back",
    async (scene) => {
      const { house, call, ada } = scene;
      const { id: versionId } = await scene.version();
      await scene.grant(ada, { role: "maintainer", team: "speech" });
      await takeBaseline(house);
      await revokeVersion(house, call(ada), { versionId, reason: "It hears too much." });
      return {
        sql: [`UPDATE version SET state = 'sealed', revoked_at = NULL, revoked_reason = NULL`, forget("versions")],
        act: () => scene.ask(versionId),
      };
    },
  ],
];

eachEngine("a row put back to what it was, with the index of the log", (open) => {
  it.each(ofScene)("is not acted on: %s", async (_what, prepare) => {
    const scene = await openScene(quiet(await open()));
    await takeBaseline(scene.house);
    const { sql, act } = await prepare(scene);
    await meddle(scene.location, ...sql);
    await expect(act(scene.house)).rejects.toEqual(contradicted);
  });

  it("lets no token act that was revoked", async () => {
    const world = await openClaimedWhole(await open());
    const { house, call, grace } = world;
    const { token, view } = await createToken(house, call(grace.actor), { name: "ci", scopes: ["*"] });
    await revokeToken(house, call(grace.actor), { tokenId: view.id });
    await meddle(world.location, `UPDATE token SET revoked_at = NULL`, forget("tokens"));
    const bearer = await actorOfToken(house, token);
    await expect(createTeam(house, call(bearer), { slug: "t", name: "T" })).rejects.toEqual(contradicted);
  });

  it("is not vouched for by the next act on it", async () => {
    const world = await openClaimedWhole(await open());
    const { house, call, grace } = world;
    const ada = await world.join("Ada");
    const organisation = { scope: "organisation", scopeId: "organisation" } as const;
    const given = await giveGrant(house, call(grace.actor), { actorId: ada.actor.id, role: "viewer", ...organisation });
    await endGrant(house, call(grace.actor), { grantId: given.id });
    await meddle(
      world.location,
      `UPDATE "grant" SET "to" = NULL, ended_by = NULL WHERE id = '${given.id}'`,
      forget("grants"),
    );
    await expect(endGrant(house, call(grace.actor), { grantId: given.id })).rejects.toEqual(contradicted);
  });

  it("is found by a process that did not write it", async () => {
    const scene = await openScene(quiet(await open()));
    await takeBaseline(scene.house);
    const asked = await scene.ask((await scene.version()).id);
    const other = otherProcess(scene.house);
    await readLogOnce(other);
    await scene.vote(asked, scene.rolf, "request-changes");
    await meddle(scene.location, "DELETE FROM vote", forgetAll("votes"));
    const pointing = { modelId: scene.modelId, alias: "champion", versionId: asked.versionId };
    await setAlias(other, scene.call(scene.ada), pointing); // nothing else is held up by it
    await expect(voteBy(other, scene, asked)).rejects.toEqual(contradicted);
  });

  it("does not change what a stage resolves to", async () => {
    const scene = await openScene(quiet(await open()));
    const [first, second] = [await scene.version(), await scene.version()];
    await scene.promote(first.id);
    await takeBaseline(scene.house);
    await scene.promote(second.id);
    await meddle(
      scene.location,
      `DELETE FROM stage_occupancy WHERE version_id = '${second.id}'`,
      `UPDATE stage_occupancy SET "to" = NULL`,
      ...[forget("occupancies"), forgetAll("occupancies")],
    );
    const answer = resolveVersion(scene.house, scene.call(scene.ada), { ref: "speech/vad@production" });
    expect(await answer).toMatchObject({ number: second.number });
  });
});

async function openClaimedWhole(world: World): Promise<Claimed> {
  const claimed = await openClaimed(quiet(world));
  await takeBaseline(claimed.house);
  return claimed;
}

eachEngine("a leaf that was edited together with its row", (open) => {
  const edited = async (scene: Scene) => {
    const asked = await scene.ask((await scene.version()).id);
    const before = await readHead(scene.house.db.read);
    await scene.vote(asked, scene.rolf, "request-changes");
    return {
      asked,
      async meddle() {
        const leaf = Buffer.from(await leafAt(scene, before.size));
        const forged = Buffer.from(leaf.toString().replaceAll(`"request-changes"`, `"approve"`));
        expect(forged).not.toEqual(leaf);
        const set = `leaf = ${bytesLiteral(scene.location, forged)}, leaf_hash = '${leafHash(forged)}'`;
        await meddle(
          scene.location,
          `UPDATE audit_entry SET ${set} WHERE idx = ${before.size}`,
          `UPDATE vote SET decision = 'approve'`,
        );
      },
    };
  };

  it("is not acted on by a process that read the log before", async () => {
    const scene = await openScene(quiet(await open()));
    await takeBaseline(scene.house);
    const forging = await edited(scene);
    const other = otherProcess(scene.house);
    await readLogOnce(other);
    await forging.meddle();
    for (const house of [scene.house, other])
      await expect(voteBy(house, scene, forging.asked)).rejects.toEqual(contradicted);
  });

  it("freezes a process that reads the log after", async () => {
    const scene = await openScene(quiet(await open()));
    await takeBaseline(scene.house);
    const forging = await edited(scene);
    await forging.meddle();
    const other = otherProcess(scene.house);
    await expect(voteBy(other, scene, forging.asked)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(other.freeze.because).toMatchObject({ code: "log_rewritten" });
  });
});

eachEngine("a log that was rolled back to an earlier head of its own", (open) => {
  const rolledBack = async (world: World) => {
    await growLog(world, 3);
    await meddle(world.location, "CREATE TABLE kept_head AS SELECT * FROM audit_head");
    await growLog(world, 2);
    await meddle(
      world.location,
      ...["audit_entry WHERE idx", "audit_disclosure WHERE entry_idx", "audit_row WHERE idx"].map(
        (rows) => `DELETE FROM ${rows} >= (SELECT size FROM kept_head)`,
      ),
      "DELETE FROM audit_node WHERE level = 2 OR idx = 1",
      "DELETE FROM audit_head",
      "INSERT INTO audit_head SELECT * FROM kept_head",
    );
    return world.house;
  };

  it("takes no further entry from a process that saw more of it", async () => {
    const world = quiet(await open());
    const house = await rolledBack(world);
    const act = createTeam(house, world.system, { slug: "more", name: "More" });
    await expect(act).rejects.toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "log_rolled_back" }] });
    expect(house.freeze.because).toMatchObject({ code: "log_rolled_back" });
  });

  it("nor when another process has gone on from there", async () => {
    const world = quiet(await open());
    const house = await rolledBack(world);
    await growLog({ ...world, house: otherProcess(house) }, 3); // it saw nothing of what is gone
    const act = createTeam(house, world.system, { slug: "more", name: "More" });
    await expect(act).rejects.toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "log_rewritten" }] });
  });
});
