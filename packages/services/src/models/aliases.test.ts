// Aliases: free names for sealed versions, kept as intervals.
import { meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { createVersion } from "../versions/create.ts";
import { getVersion } from "../versions/get.ts";
import { resolveVersion } from "../versions/resolve.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { getModel } from "./get.ts";
import { removeAlias } from "./remove-alias.ts";
import { setAlias } from "./set-alias.ts";

eachEngine("aliases", (open) => {
  it("point at a version from when they are set until they are moved or removed", async () => {
    const scene = await openScene(await open());
    const { house, modelId } = scene;
    const [first, second] = [await scene.version(), await scene.version()];
    const call = () => scene.call(scene.ada);
    await expect(setAlias(house, call(), { modelId, alias: "champion", versionId: first.id })).resolves.toMatchObject({
      number: 1,
      setBy: "Ada",
    });
    await expect(setAlias(house, call(), { modelId, alias: "champion", versionId: second.id })).resolves.toMatchObject({
      number: 2,
    });
    await expect(resolveVersion(house, call(), { ref: "speech/vad@champion" })).resolves.toMatchObject({ number: 2 });
    expect((await getModel(house, call(), { model: scene.model })).aliases).toMatchObject([
      { name: "champion", number: 2 },
    ]);
    const moved = (await scene.leaves()).at(-1);
    expect(moved).toMatchObject({
      type: "chancery.alias.set.v1",
      data: { after: { alias: "champion", versionId: second.id, before: first.id } },
    });
    await removeAlias(house, call(), { modelId, alias: "champion" });
    await expect(resolveVersion(house, call(), { ref: "speech/vad@champion" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(removeAlias(house, call(), { modelId, alias: "champion" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("keep their interval when they are set where they point already", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const set = () =>
      setAlias(scene.house, scene.call(scene.ada), { modelId: scene.modelId, alias: "champion", versionId });
    const first = await set();
    scene.clock.advance(60_000);
    expect(await set()).toEqual(first);
  });

  it("fold like model names: one that reads like another is refused, and either spelling finds it", async () => {
    const scene = await openScene(await open());
    const { house, modelId } = scene;
    const { id: versionId, number } = await scene.version();
    const call = scene.call(scene.ada);
    const set = (alias: string) => setAlias(house, scene.call(scene.ada), { modelId, alias, versionId });
    await set("champion");
    await expect(set("Champion")).rejects.toEqual(refusal("CONFLICT", "alias_name_taken"));
    for (const ref of ["speech/vad@CHAMPION", "speech/vad@champion"]) {
      await expect(resolveVersion(house, call, { ref })).resolves.toMatchObject({ number });
      await expect(getVersion(house, call, { ref })).resolves.toMatchObject({ number });
    }
    await removeAlias(house, scene.call(scene.ada), { modelId, alias: "CHAMPION" });
    await expect(set("Champion")).resolves.toMatchObject({ name: "Champion", looksLike: [] });
  });

  it("keep look-alikes from before they were refused: listed as such, moved by their own spelling, never merged", async () => {
    const scene = await openScene(await open());
    const { house, modelId } = scene;
    const [first, second] = [await scene.version(), await scene.version()];
    const set = (alias: string, versionId: string) =>
      setAlias(house, scene.call(scene.ada), { modelId, alias, versionId });
    await set("champion", first.id);
    // As a registry from before entries told of rows holds one.
    await meddle(
      scene.location,
      `INSERT INTO alias (id, model_id, name, name_key, version_id, "from", set_by)
       SELECT '${house.newId()}', model_id, 'Champion', NULL, '${second.id}', "from", set_by FROM alias`,
    );
    const aliases = async () => (await getModel(house, scene.call(scene.ada), { model: scene.model })).aliases;
    const resolve = async (name: string) =>
      (await resolveVersion(house, scene.call(scene.ada), { ref: `speech/vad@${name}` })).number;
    expect((await aliases()).map(({ name, looksLike }) => [name, ...looksLike]).sort()).toEqual([
      ["Champion", "champion"],
      ["champion", "Champion"],
    ]);
    expect([await resolve("champion"), await resolve("Champion")]).toEqual([1, 2]);
    await set("Champion", first.id);
    await set("champion", second.id);
    expect([await resolve("champion"), await resolve("Champion")]).toEqual([2, 1]);
    await removeAlias(house, scene.call(scene.ada), { modelId, alias: "Champion" });
    expect(await aliases()).toMatchObject([{ name: "champion", looksLike: [] }]);
  });

  it("are set in one spelling when several are set at once", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const spellings = ["champion", "Champion", "CHAMPION", "ChampioN"];
    const attempts = await Promise.allSettled(
      spellings.map((alias) =>
        setAlias(scene.house, scene.call(scene.ada), { modelId: scene.modelId, alias, versionId }),
      ),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it.each(["production", "Production", "archived", "latest", "v12", "12", "a b", ""])(
    "refuse the name %j",
    async (alias) => {
      const scene = await openScene(await open());
      const { id: versionId } = await scene.version();
      const attempt = setAlias(scene.house, scene.call(scene.ada), { modelId: scene.modelId, alias, versionId });
      await expect(attempt).rejects.toMatchObject({ code: "INVALID_INPUT" });
    },
  );

  it("keep one interval after the other although the clock was set back, and say what revoked the last", async () => {
    const scene = await openScene(await open());
    const { house, modelId } = scene;
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const [first, second] = [await scene.version(), await scene.version()];
    const set = (versionId: string) => setAlias(house, scene.call(max), { modelId, alias: "champion", versionId });
    scene.clock.advance(60_000);
    await set(first.id);
    scene.clock.advance(-30_000);
    await set(second.id);
    await revokeVersion(house, scene.call(max), { versionId: second.id, reason: "it failed" });
    const kept = await plainly(scene.location, 'SELECT "from", "to" FROM alias ORDER BY "from"');
    const instants = kept.flatMap(({ from, to }) => [Number(from), Number(to)]);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    await expect(resolveVersion(house, scene.call(max), { ref: "speech/vad@champion" })).rejects.toEqual(
      refusal("POLICY_UNMET", "version_revoked"),
    );
  });

  it("point at sealed versions of their own model only", async () => {
    const scene = await openScene(await open());
    const { house, modelId } = scene;
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const draft = await createVersion(house, scene.call(scene.ada), { model: scene.model });
    const set = (versionId: string) =>
      setAlias(house, scene.call(scene.ada), { modelId, alias: "champion", versionId });
    await expect(set(draft.id)).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "version_draft" }],
    });
    const sealed = await scene.version();
    await revokeVersion(house, scene.call(mia), { versionId: sealed.id, reason: "leaks" });
    await expect(set(sealed.id)).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "version_revoked" }],
    });
    await expect(set(house.newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are moved by makers, not by reviewers", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const attempt = setAlias(scene.house, scene.call(scene.rita), {
      modelId: scene.modelId,
      alias: "champion",
      versionId,
    });
    await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("have one target after many moves at once", async () => {
    const scene = await openScene(await open());
    const versions = [];
    for (let n = 0; n < 10; n++) versions.push(await scene.version());
    const move = ({ id }: { id: string }) =>
      setAlias(scene.house, scene.call(scene.ada), { modelId: scene.modelId, alias: "champion", versionId: id });
    const moved = await Promise.all(versions.map(move));
    const { aliases } = await getModel(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(moved).toHaveLength(10);
    expect(aliases).toHaveLength(1);
  });
});
