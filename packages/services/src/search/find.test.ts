// The one search: what a text finds, for whom, and what it costs.
import { countStatements } from "@chancery/db/testing";
import { sha256Hex, type Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { listDatasets } from "../datasets/list.ts";
import { createModel } from "../models/create.ts";
import { listModels } from "../models/list.ts";
import { updateModel } from "../models/update.ts";
import { openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { findAnything } from "./find.ts";

const finder =
  ({ house, call }: World) =>
  async (by: Actor, q: string) =>
    (await findAnything(house, call(by), { q })).items;

eachEngine("the search", (open) => {
  it("finds a model by part of its name, the one so called first, with what is in production and what is newest", async () => {
    const scene = await openScene(await open());
    const { call, ada } = scene;
    const find = finder(scene);
    expect(await find(ada, "VA")).toEqual([
      { kind: "model", team: "speech", name: "vad", released: null, newest: null },
    ]);
    const one = await scene.version();
    await scene.promote(one.id);
    await scene.version();
    expect(await find(ada, "speech/va")).toMatchObject([{ name: "vad", released: 1, newest: 2 }]);
    for (const name of ["vad-lite", "street-vad"]) {
      scene.clock.advance(1);
      await createModel(scene.house, call(ada), { team: "speech", name });
    }
    const names = (await find(ada, "vad")).map((found) => "name" in found && found.name);
    expect(names).toEqual(["vad", "vad-lite", "street-vad"]);
    expect(await find(ada, "v%d")).toEqual([]);
  });

  it.each(["a\u0000bcd", "\u0000", "a\ud800bcd"])(
    "and every list refuse to look for what no text holds: %j",
    async (q) => {
      const scene = await openCatalogue(await open());
      for (const search of [findAnything, listModels, listDatasets])
        await expect(search(scene.house, scene.call(scene.ada), { q })).rejects.toEqual(
          refusal("INVALID_INPUT", "invalid_field"),
        );
    },
  );

  it("finds a version by name and number, by its manifest's digest and by the digest of a file in it", async () => {
    const scene = await openCatalogue(await open());
    const find = finder(scene);
    await scene.model();
    const { manifestDigest, number } = await scene.sealed("weights");
    const found = [{ kind: "version", team: "speech", number, state: "sealed", stages: [] }];
    for (const q of [manifestDigest, `sha256:${sha256Hex("weights")}`, `speech/:${number}`])
      expect(await find(scene.ada, q)).toMatchObject(found);
    expect(await find(scene.ada, "0".repeat(64))).toEqual([]);
    expect(await find(scene.ada, `speech/:${number + 1}`)).toEqual([]);
  });

  it("finds nothing of a model one may not see, whatever is typed", async () => {
    const scene = await openCatalogue(await open());
    const find = finder(scene);
    await scene.model({ name: "secret", by: scene.max, visibility: "restricted" });
    const { manifestDigest } = await scene.sealed("weights", { model: "speech/secret", by: scene.max });
    for (const q of ["secret", "speech/secret", "secret:1", manifestDigest]) {
      expect(await find(scene.zoe, q)).toEqual([]);
      expect(await find(scene.max, q)).toHaveLength(1);
    }
  });

  it("finds a promotion by its number where its model is visible", async () => {
    const scene = await openScene(await open());
    const find = finder(scene);
    const { number } = await scene.ask((await scene.version()).id);
    const promotion = { kind: "promotion", number, name: "vad", versionNumber: 1, stage: "production", state: "open" };
    for (const q of [`P-${number}`, `#${number}`, `${number}`])
      expect(await find(scene.ada, q)).toMatchObject([promotion]);
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    await updateModel(scene.house, scene.call(max), { modelId: scene.modelId, revision: 1, visibility: "restricted" });
    const stranger = await scene.person("Zoe", { role: "viewer", team: "vision" });
    expect(await find(stranger, `P-${number}`)).toEqual([]);
    expect(await find(max, `P-${number}`)).toHaveLength(1);
  });

  it("finds people and log entries for admins and auditors alone", async () => {
    const scene = await openScene(await open());
    const find = finder(scene);
    await scene.version();
    const auditor = await scene.person("Aud", { role: "auditor" });
    expect(await find(auditor, "@rit")).toMatchObject([{ kind: "person", name: "Rita" }]);
    expect(await find(auditor, "1")).toContainEqual({ kind: "entry", index: 1 });
    expect(await find(auditor, "99999")).toEqual([]);
    for (const q of ["@rit", "Rita", "1"]) expect(await find(scene.rita, q)).toEqual([]);
  });

  it("finds for a token only what its scopes read", async () => {
    const scene = await openScene(await open());
    const { number } = await scene.ask((await scene.version()).id);
    const narrow: Actor = { ...scene.ada, via: "token", scopes: ["model:read"] };
    const find = finder(scene);
    expect(await find(narrow, "vad")).toHaveLength(1);
    for (const q of ["vad:1", `P-${number}`]) {
      expect(await find(narrow, q)).toEqual([]);
      expect(await find({ ...narrow, scopes: ["read"] }, q)).toHaveLength(1);
    }
    await expect(find({ ...narrow, scopes: ["version:read"] }, "vad")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("takes as many statements for many hits as for one, and answers a few of them", async () => {
    const scene = await openCatalogue(await open());
    const auditor = await scene.person("Aud", { role: "auditor" });
    const find = finder(scene);
    await scene.model({ name: "model-1" });
    await find(auditor, "1"); // what is prepared once is not counted again
    const one = await countStatements(() => find(auditor, "1"));
    for (let n = 0; n < 12; n += 1) await scene.model({ name: `model-1${n}` });
    await find(auditor, "1"); // what is kept while nothing is written is not counted either time
    expect(await countStatements(() => find(auditor, "1"))).toBe(one);
    expect((await find(auditor, "1")).filter(({ kind }) => kind === "model")).toHaveLength(8);
    expect(one).toBeLessThanOrEqual(7);
  });
});
