// What production asks is answered as the log has it, whatever somebody made of the rows with SQL, guards put back.
import { leafHash } from "@chancery/core";
import { openDatabase } from "@chancery/db";
import { bytesLiteral, meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { readLogOnce } from "../audit/known-log.ts";
import { createModel } from "../models/create.ts";
import { setAlias } from "../models/set-alias.ts";
import { leafAt } from "../testing/attacks.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { resolveVersion } from "./resolve.ts";

const resolve = (scene: Scene, ref: string) => resolveVersion(scene.house, scene.call(scene.ada), { ref });

/** Two models of two teams, the first with two versions in `development`, the newer of which is in production. */
async function openTwo(world: World) {
  const alarms: object[] = [];
  const house = { ...world.house, log: { info: () => undefined, error: (facts: object) => void alarms.push(facts) } };
  const scene = await openScene({ ...world, house });
  const { ada, rita } = scene;
  await scene.grant(ada, { role: "contributor", team: "vision" });
  await scene.grant(rita, { role: "reviewer", team: "vision" });
  for (const [team, name] of [
    ["speech", "bad"],
    ["vision", "vad"],
  ] as const)
    await createModel(house, scene.call(ada), { team, name });
  const [first, second] = [await scene.version(), await scene.version()];
  for (const model of ["speech/bad", "vision/vad"]) {
    const other = await scene.version(ada, model);
    await scene.ask(other.id, { stage: "development" });
    await scene.promote(other.id);
  }
  for (const { id } of [first, second]) await scene.ask(id, { stage: "development" });
  await scene.promote(second.id);
  await setAlias(house, scene.call(ada), { modelId: scene.modelId, alias: "champion", versionId: second.id });
  await createModel(house, scene.call(ada), { team: "speech", name: "later" });
  await takeBaseline(house);
  return { ...scene, alarms, first, second };
}
type Two = Awaited<ReturnType<typeof openTwo>>;

const swap = (table: string, column: string, key: string, [a, b]: readonly [string, string], free: string) => [
  `UPDATE ${table} SET ${column} = ${free} WHERE ${key} = ${a}`,
  `UPDATE ${table} SET ${column} = ${a} WHERE ${key} = ${b}`,
  `UPDATE ${table} SET ${column} = ${b} WHERE ${column} = ${free}`,
];

const edits: readonly (readonly [string, (two: Two) => readonly string[]])[] = [
  [
    "the names of two models are swapped",
    ({ modelId }) => [
      `UPDATE model SET name = 'x', name_key = 'x' WHERE id = '${modelId}'`,
      `UPDATE model SET name = 'vad', name_key = 'vad' WHERE name = 'bad'`,
      `UPDATE model SET name = 'bad', name_key = 'bad' WHERE name = 'x'`,
    ],
  ],
  [
    "the model has another name",
    ({ modelId }) => [`UPDATE model SET name = 'x', name_key = 'x' WHERE id = '${modelId}'`],
  ],
  ["the addresses of two teams are swapped", () => swap("team", "slug", "slug", [`'speech'`, `'vision'`], `'x'`)],
  ["the team has another address", () => [`UPDATE team SET slug = 'x' WHERE slug = 'speech'`]],
  [
    "the model stands in another team",
    ({ modelId }) => [
      `UPDATE model SET name = 'x', name_key = 'x' WHERE id <> '${modelId}' AND name = 'vad'`,
      `UPDATE model SET team_id = (SELECT id FROM team WHERE slug = 'vision') WHERE id = '${modelId}'`,
    ],
  ],
  [
    "the numbers of two versions are swapped",
    ({ first, second }) => [
      `UPDATE version SET number = 9 WHERE id = '${first.id}'`,
      `UPDATE version SET number = 1 WHERE id = '${second.id}'`,
      `UPDATE version SET number = 2 WHERE id = '${first.id}'`,
    ],
  ],
  ["a version has another number", ({ second }) => [`UPDATE version SET number = 9 WHERE id = '${second.id}'`]],
  [
    "the digests of two versions are swapped",
    ({ first, second }) => [
      `UPDATE version SET manifest_digest = '${first.manifestDigest}' WHERE id = '${second.id}'`,
      `UPDATE version SET manifest_digest = '${second.manifestDigest}' WHERE id = '${first.id}'`,
    ],
  ],
  [
    "its own digest is another's",
    ({ first, second }) => [`UPDATE version SET manifest_digest = '${first.manifestDigest}' WHERE id = '${second.id}'`],
  ],
  ["it is a draft again", ({ second }) => [`UPDATE version SET state = 'draft' WHERE id = '${second.id}'`]],
  [
    "it was revoked",
    ({ second }) => [`UPDATE version SET state = 'revoked', revoked_at = created_at WHERE id = '${second.id}'`],
  ],
  [
    "every stay and alias is pointed elsewhere",
    ({ first, modelId }) =>
      ["stage_occupancy", "alias"].map(
        (table) => `UPDATE ${table} SET version_id = '${first.id}' WHERE model_id = '${modelId}'`,
      ),
  ],
  [
    "the stay of another is dated later",
    ({ first }) => [
      `UPDATE stage_occupancy SET "from" = (SELECT max(created_at) FROM model) WHERE version_id = '${first.id}'`,
    ],
  ],
  [
    "every stay and alias is ended",
    () => ["stage_occupancy", "alias"].map((table) => `UPDATE ${table} SET "to" = "from"`),
  ],
  ["every stay and alias is gone", () => [`DELETE FROM stage_occupancy`, `DELETE FROM alias`]],
  ["every alias is spelled otherwise", () => [`UPDATE alias SET name = 'other', name_key = 'other'`]],
  ["nobody but its team may see it", () => [`UPDATE model SET visibility = 'restricted'`]],
];

eachEngine("what production asks is answered as the log has it", (open) => {
  it.each(edits)("where %s", async (_what, edit) => {
    const two = await openTwo(await open());
    const { first, second } = two;
    const asked = [
      ...["@production", "@development", "@champion", "@CHAMPION", ":2", `@sha256:${second.manifestDigest}`].map(
        (rest) => ({ rest, of: second }),
      ),
      ...[":1", `@sha256:${first.manifestDigest}`].map((rest) => ({ rest, of: first })),
    ];
    const ask = ({ rest }: { readonly rest: string }) => resolve(two, `speech/vad${rest}`);
    const before = await Promise.all(asked.map(ask));
    for (const [n, { of }] of asked.entries())
      expect(before[n]).toEqual({
        ...{ versionId: of.id, number: of.number, manifestDigest: of.manifestDigest },
        ...{ team: "speech", name: "vad", state: "sealed", resolvedAt: expect.any(String) as string },
      });
    expect(two.alarms).toEqual([]);
    await meddle(two.location, ...edit(two));
    const answers = await Promise.all(asked.map(ask));
    for (const [n, answer] of answers.entries()) expect(answer, asked[n]!.rest).toMatchObject(before[n]!);
    const marked = answers.filter((answer) => answer.recordContradicted);
    expect(marked.length).toBeGreaterThan(0);
    expect(two.alarms.length).toBe(marked.length);
  });

  it("by the date of stays that a baseline told of in any order", async () => {
    const scene = await openScene(await open());
    const [first, second] = [await scene.version(), await scene.version()];
    await scene.promote(first.id, "staging");
    const stay = (id: string, versionId: string, from: string) =>
      `INSERT INTO stage_occupancy (id, model_id, version_id, stage, promotion_id, "from", "to", slot)
       SELECT '${id}', model_id, '${versionId}', 'development', promotion_id, ${from}, "to", '${id}' FROM stage_occupancy WHERE stage = 'staging'`;
    await meddle(
      scene.location,
      stay("z", second.id, `"from"`),
      stay("a", first.id, `(SELECT min(created_at) FROM model)`),
    );
    await takeBaseline(scene.house);
    expect(await resolve(scene, "speech/vad@development")).toMatchObject({ versionId: second.id });
  });

  it("where a stage that was added by SQL is called as an alias, after a start", async () => {
    const two = await openTwo(await open());
    const yes = two.location.startsWith("postgres") ? "true" : "1";
    await meddle(two.location, `INSERT INTO stage VALUES ('champion', 'champion', 1, ${yes}, ${yes})`);
    const db = await openDatabase(two.location);
    const house = { ...two.house, db };
    await readLogOnce(house);
    const answer = await resolveVersion(house, two.call(two.ada), { ref: "speech/vad@champion" });
    await db.close();
    expect(answer).toMatchObject({ versionId: two.second.id, recordContradicted: true });
  });

  it("and not where rows alone have a name for it", async () => {
    const two = await openTwo(await open());
    await meddle(
      two.location,
      `UPDATE version SET number = 7 WHERE id = '${two.first.id}'`,
      `UPDATE model SET name = 'new', name_key = 'new' WHERE name = 'bad'`,
    );
    for (const ref of ["speech/vad:7", "speech/new:1", `speech/bad:7`])
      await expect(resolve(two, ref), ref).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("and by the index of the log until this process has read it", async () => {
    const two = await openTwo(await open());
    const house = { ...two.house, db: { ...two.house.db } };
    await meddle(
      two.location,
      `UPDATE stage_occupancy SET version_id = '${two.first.id}' WHERE "to" IS NULL`,
      `UPDATE alias SET version_id = '${two.first.id}'`,
    );
    for (const ref of ["speech/vad@production", "speech/vad@champion"])
      expect(await resolveVersion(house, two.call(two.ada), { ref })).toMatchObject({
        versionId: two.second.id,
        recordContradicted: true,
      });
    expect(two.alarms).toHaveLength(2);
  });

  it("and is refused where the entry that says so was edited too", async () => {
    const two = await openTwo(await open());
    const { location, first, second } = two;
    const house = { ...two.house, db: { ...two.house.db } }; // another process: it has read the log, and keeps hashes alone
    await readLogOnce(house);
    const index = (await two.leaves()).findLastIndex(
      ({ subject, type }) => subject === `version/${second.id}` && type.includes("seal"),
    );
    const leaf = (await leafAt(two, index)).toString();
    const forged = Buffer.from(leaf.replaceAll(second.manifestDigest, first.manifestDigest));
    expect(forged.toString()).not.toBe(leaf);
    await meddle(
      location,
      `UPDATE audit_entry SET leaf = ${bytesLiteral(location, forged)}, leaf_hash = '${leafHash(forged)}' WHERE idx = ${index}`,
      `UPDATE version SET manifest_digest = '${first.manifestDigest}' WHERE id = '${second.id}'`,
    );
    const answer = resolveVersion(house, two.call(two.ada), { ref: "speech/vad:2" });
    await expect(answer).rejects.toMatchObject({ reasons: [{ code: "record_contradicts_log" }] });
    expect(two.alarms).toHaveLength(1);
  });
});
