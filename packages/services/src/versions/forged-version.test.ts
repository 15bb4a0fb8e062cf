// The page of a version answers what the log says of it, and names what was edited.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { recordEvaluation } from "../evaluations/record.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { getVersion } from "./get.ts";
import { reviseVersionCard } from "./revise-card.ts";
import { revokeVersion } from "./revoke.ts";

const quiet = (world: World): World => ({
  ...world,
  house: { ...world.house, log: { info: () => undefined, error: () => undefined } },
});

/** A version in production with a card and an evaluation, and one that was revoked. */
async function openShown(world: World) {
  const scene = await openScene(quiet(world));
  const { house, call, ada } = scene;
  const shown = await scene.version();
  await reviseVersionCard(house, call(ada), { versionId: shown.id, revision: 0, body: "# Limits" });
  await recordEvaluation(house, call(ada), {
    ...{ versionId: shown.id, phase: "validation", metrics: [{ name: "recall", value: "0.9" }] },
    dataset: { name: "calls", sha256: "a".repeat(64) },
  });
  await scene.promote(shown.id);
  const revoked = await scene.version();
  await scene.grant(ada, { role: "maintainer", team: "speech" });
  await revokeVersion(house, call(ada), { versionId: revoked.id, reason: "poisoned" });
  await takeBaseline(house);
  const view = (id: string) => getVersion(house, call(ada), { versionId: id });
  return { ...scene, shown, revoked, view };
}
/** `digest`: the log holds the value by that alone, so what is shown is marked as not the one recorded. */
type Edit = readonly [what: string, table: string, sql: string, holds: "value" | "digest"];
const edits: readonly Edit[] = [
  ["a revocation taken back", "versions", "UPDATE version SET state = 'sealed', revoked_at = NULL", "value"],
  ["another manifest", "versions", `UPDATE version SET manifest_digest = '${"0".repeat(64)}'`, "value"],
  ["other params", "versions", `UPDATE version SET params = '{"lr":"9"}'`, "digest"],
  ["other measurements", "evaluations", "UPDATE evaluation SET metrics = '[]'", "digest"],
  ["another card", "revisions", "UPDATE revision SET body = '# None'", "digest"],
  ["no stay in production", "occupancies", "DELETE FROM stage_occupancy", "value"],
  ["a request that was rejected", "promotions", "UPDATE promotion SET state = 'rejected'", "value"],
];

eachEngine("the page of a version", (open) => {
  it("names nothing in a registry that nobody edited", async () => {
    const opened = await openShown(await open());
    for (const { id } of [opened.shown, opened.revoked]) expect((await opened.view(id)).contradicted).toEqual([]);
  });

  it.each(edits)("answers what the log says, and names it: %s", async (what, table, sql, holds) => {
    const opened = await openShown(await open());
    const { id } = what === "a revocation taken back" ? opened.revoked : opened.shown;
    const before = await opened.view(id);
    await meddle(opened.location, sql);
    const { contradicted, ...view } = await opened.view(id);
    expect([...new Set(contradicted.map((one) => one.table))]).toEqual([table]);
    if (holds === "value") expect({ ...view, contradicted: [] }).toEqual(before);
  });
});
