// A dataset one may not see answers like one that nobody registered, at every door that takes its name, version or digest.
import { sha256Hex, type Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { recordLineage } from "../lineage/record.ts";
import { listLineage } from "../lineage/list.ts";
import { createModel } from "../models/create.ts";
import { openCatalogue, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getDataset } from "./get.ts";
import { listDatasets } from "./list.ts";
import { registerDataset } from "./register.ts";

/** One that is hidden and one nobody registered, of its own for every door: what one door leaves must not help another. */
const hiddenAt = (door: number) => ({ name: `calls-${door}`, version: `kept-${door}`, sha256: sha256Hex(`d${door}`) });
const unknownAt = (door: number) => ({ name: `tapes-${door}`, version: `none-${door}`, sha256: sha256Hex(`e${door}`) });
type Pointer = ReturnType<typeof hiddenAt>;

type Scene = Catalogue & {
  /** May contribute to `speech/open` alone: no member of the team. */
  readonly gus: Actor;
  /** Drafts of `speech/open` and `vision/faces`. */
  readonly drafts: Readonly<Record<"speech" | "vision", string>>;
};
type Door = {
  readonly what: string;
  readonly by: "vik" | "gus" | "zoe";
  ask(scene: Scene, by: Actor, pointer: Pointer): Promise<unknown>;
};

const otherBytes = ({ sha256 }: Pointer) => ({ sha256: sha256Hex(sha256) });
const pointers: readonly [string, (pointer: Pointer) => object][] = [
  ["its name and digest", ({ name, sha256 }) => ({ name, sha256 })],
  ["its name, version and digest", (pointer) => pointer],
  ["its name and version with other bytes", (pointer) => ({ ...pointer, ...otherBytes(pointer) })],
  ["its digest under another version", (pointer) => ({ ...pointer, version: "another" })],
  ["its digest under a name of their own", (pointer) => ({ ...pointer, name: `${pointer.name}/mine` })],
];
const record = (versionId: string, dataset: object) => ({
  versionId,
  phase: "validation",
  dataset,
  metrics: [{ name: "wer", value: "1", direction: "lower" }],
});

const doors: readonly Door[] = [
  ...(["vik", "zoe"] as const).flatMap((by) =>
    pointers.slice(1).map(([what, of]) => ({
      what: `datasets.register with ${what}`,
      by,
      ask: ({ house, call }: Scene, actor: Actor, pointer: Pointer) =>
        registerDataset(house, call(actor), { team: by === "vik" ? "vision" : "speech", ...of(pointer) }),
    })),
  ),
  ...(["vik", "gus", "zoe"] as const).flatMap((by) =>
    pointers.flatMap(([what, of]): Door[] => {
      const versionOf = ({ drafts }: Scene) => drafts[by === "vik" ? "vision" : "speech"];
      return [
        {
          what: `an evaluation on ${what}`,
          by,
          ask: (scene, actor, pointer) =>
            recordEvaluation(scene.house, scene.call(actor), record(versionOf(scene), of(pointer))),
        },
        {
          what: `a lineage edge to ${what}`,
          by,
          async ask(scene, actor, pointer) {
            const fact = { kind: "trained_on", dataset: of(pointer) };
            const versionId = versionOf(scene);
            const edge = await recordLineage(scene.house, scene.call(actor), { versionId, fact });
            const { items } = await listLineage(scene.house, scene.call(actor), { versionId, limit: 200 });
            return { edge, listed: items.at(-1) };
          },
        },
      ];
    }),
  ),
  ...(["vik", "gus", "zoe"] as const).map((by): Door => ({
    what: "the list of datasets by its name",
    by,
    ask: ({ house, call }, actor, { name }) => listDatasets(house, call(actor), { q: name }),
  })),
];

eachEngine("a hidden dataset", (open) => {
  async function openHidden(): Promise<Scene & { idOf(pointer: Pointer): string }> {
    const scene = await openCatalogue(await open());
    const { house, call, max } = scene;
    await scene.model({ name: "secret", by: max, visibility: "restricted" });
    const secret = await scene.draft({ model: "speech/secret", by: max });
    for (const dataset of [...doors.keys()].map(hiddenAt))
      await recordLineage(house, call(max), { versionId: secret.id, fact: { kind: "trained_on", dataset } });
    const { items } = await listDatasets(house, call(max), { limit: 200 });
    const ids = new Map(items.map(({ id, name }) => [name, id]));
    const gus = await scene.person("Gus");
    const modelId = await scene.model({ name: "open" });
    await scene.grant(gus, { role: "contributor", scope: "model", scopeId: modelId });
    await createModel(house, call(scene.vik), { team: "vision", name: "faces" });
    const speech = await scene.draft({ model: "speech/open" });
    const vision = await scene.draft({ model: "vision/faces", by: scene.vik });
    return { ...scene, gus, drafts: { speech: speech.id, vision: vision.id }, idOf: ({ name }) => ids.get(name) ?? "" };
  }

  /** The answer or refusal, without what says which of the two datasets was named, and without ids and times. */
  async function said(asked: Promise<unknown>, pointer: Pointer): Promise<string> {
    const told = await asked.catch((error: unknown) => ({ refused: error, message: (error as Error).message }));
    const { name, version, sha256 } = pointer;
    return JSON.stringify(told)
      .replaceAll(sha256, "BYTES")
      .replaceAll(otherBytes(pointer).sha256, "OTHER BYTES")
      .replaceAll(sha256.slice(0, 12), "BYTES")
      .replaceAll(new RegExp(`\\b${name}\\b`, "g"), "NAME")
      .replaceAll(version, "VERSION")
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
  }

  it("answers like an unknown one at every door, and is no more to be seen for having been named", async () => {
    const scene = await openHidden();
    for (const [at, { what, by, ask }] of doors.entries()) {
      const [hidden, unknown] = [hiddenAt(at), unknownAt(at)];
      const asHidden = await said(ask(scene, scene[by], hidden), hidden);
      const asUnknown = await said(ask(scene, scene[by], unknown), unknown);
      expect(asHidden, `${by}: ${what}`).toBe(asUnknown);
      const got = getDataset(scene.house, scene.call(scene[by]), { datasetId: scene.idOf(hidden) });
      await expect(got, `${by}: ${what}`).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("is its team's still: a member who names it gets the same one, and others their own", async () => {
    const scene = await openHidden();
    const { house, call, ada, vik, max, drafts } = scene;
    const hidden = hiddenAt(0);
    const shown = await recordEvaluation(house, call(ada), record(drafts.speech, hidden));
    expect(shown.dataset?.id).toBe(scene.idOf(hidden));
    const own = await recordEvaluation(house, call(max), record(drafts.speech, hidden));
    expect(own.dataset?.id).toBe(scene.idOf(hidden));
    // It is used by an open model now: others see it, and so it stands for these bytes in other teams too.
    const seen = await recordEvaluation(house, call(vik), record(drafts.vision, hidden));
    expect(seen.dataset?.id).toBe(scene.idOf(hidden));
  });

  it("leaves to a team what it registered before the other one was opened", async () => {
    const scene = await openHidden();
    const { house, call, vik, max, drafts } = scene;
    const hidden = hiddenAt(0);
    const before = await recordEvaluation(house, call(vik), record(drafts.vision, hidden));
    expect(before.dataset?.id).not.toBe(scene.idOf(hidden));
    await registerDataset(house, call(max), { team: "speech", ...hidden });
    const after = await recordEvaluation(house, call(vik), record(drafts.vision, hidden));
    expect(after.dataset?.id).toBe(before.dataset?.id);
    const { items } = await listDatasets(house, call(vik), { q: hidden.name });
    expect(items.map(({ team }) => team).sort()).toEqual(["speech", "vision"]);
  });
});
