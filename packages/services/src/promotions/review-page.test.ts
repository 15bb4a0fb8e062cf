// What a reviewer reads: cards and what changed in them, the timeline with what made votes stale, dossiers of every age.
import { openDossier, sha256Hex, type Dossier } from "@chancery/core";
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { recordLineage } from "../lineage/record.ts";
import { createModel } from "../models/create.ts";
import { updateModel } from "../models/update.ts";
import { reviseModelCard } from "../models/revise-card.ts";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene, type Scene } from "../testing/promotion-scene.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { promotionTimeline } from "./timeline.ts";

const write = (scene: Scene, versionId: string, body: string, revision = 0) =>
  reviseVersionCard(scene.house, scene.call(scene.ada), { versionId, body, revision });
const measure = (scene: Scene, versionId: string) =>
  recordEvaluation(scene.house, scene.call(scene.ada), {
    versionId,
    phase: "validation",
    metrics: [{ name: "recall", value: "0.9", direction: "higher" }],
  });

eachEngine("the page a promotion is decided on", (open) => {
  it("shows the card in running words against the incumbent's, and the card decided on once it is closed", async () => {
    const scene = await openScene(await open());
    const [first, second] = [await scene.version(), await scene.version()];
    await write(scene, first.id, "Trained on calls of 2025.");
    await write(scene, second.id, "Trained on calls of 2026.");
    await scene.promote(first.id);
    const asked = await scene.ask(second.id);
    const { card } = await scene.see(asked);
    expect(card).toMatchObject({ body: "Trained on calls of 2026.", revision: 1, author: "Ada" });
    expect(card.diff?.changes).toEqual([
      {
        kind: "changed",
        words: [
          { kind: "same", text: "Trained on calls of " },
          { kind: "removed", text: "2025" },
          { kind: "added", text: "2026" },
          { kind: "same", text: "." },
        ],
      },
    ]);
    await scene.vote(asked, scene.rita);
    await write(scene, second.id, "Something else.", 1);
    expect((await scene.see(asked)).card.body).toBe("Trained on calls of 2026.");
  });

  it("shows the model's card, and what changed in it since it was asked for", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const revise = (body: string, revision: number) =>
      reviseModelCard(scene.house, scene.call(mia), { modelId: scene.modelId, body, revision });
    await revise("Detects speech.", 0);
    const asked = await scene.ask((await scene.version()).id);
    expect((await scene.see(asked)).modelCard).toMatchObject({ body: "Detects speech.", diff: null });
    await revise("Detects speech and song.", 1);
    expect((await scene.see(asked)).modelCard.diff).not.toBeNull();
    await scene.vote(asked, scene.rita);
    await revise("Detects noise.", 2);
    const { modelCard } = await scene.see(asked);
    expect(modelCard.body).toBe("Detects speech and song."); // what was decided on
    expect(modelCard.diff).not.toBeNull();
  });

  it("tells in the timeline what changed since it was asked for, and which of it made votes stale", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const { id } = await scene.version();
    const asked = await scene.ask(id);
    const step = () => scene.clock.advance(1000);
    step();
    await measure(scene, id);
    await scene.vote(asked, scene.rita);
    step();
    await write(scene, id, "# Limits");
    const fact = { kind: "produced_by", job: "train-17" };
    await recordLineage(scene.house, scene.call(scene.ada), { versionId: id, fact });
    step();
    await measure(scene, id);
    const { timeline } = await scene.see(asked);
    expect(timeline.map(({ on, isStaling }) => [on, isStaling])).toEqual([
      ["promotion", false], // what was read is frozen anew
      ["version", false], // the value that is shown already
      ["version", false], // the votes were stale before it
      ["version", true],
      ["promotion", false],
      ["promotion", false], // revision 2, which Rita's vote was on
      ["version", false],
      ["promotion", false],
    ]);
    expect(timeline[0]?.sentence).toBe("Chancery froze revision 3 of the dossier of P-1");
    expect(timeline[1]?.sentence).toMatch(/^Ada recorded a validation evaluation of speech\/vad:1/);
  });

  it("pages the timeline by key and misses nothing", async () => {
    const scene = await openScene(await open());
    const { id } = await scene.version();
    const { number } = await scene.ask(id);
    for (let n = 0; n < 7; n++) await measure(scene, id);
    await scene.see({ number }); // freezes what is shown anew
    const pages: number[][] = [];
    for (let after: string | null | undefined; after !== null;) {
      const input = { number, limit: 3, ...(after && { after }) };
      const page = await promotionTimeline(scene.house, scene.call(scene.rita), input);
      pages.push(page.items.map(({ index }) => index));
      after = page.next;
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 3]);
    const all = (await scene.see({ number })).timeline.map(({ index }) => index);
    expect(pages.flat()).toEqual(all);
  });

  it("names no base version whose model its reader may no longer see", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const base = await createModel(scene.house, scene.call(mia), { team: "speech", name: "secret" });
    await scene.version(mia, "speech/secret");
    const { id: versionId } = await scene.version();
    const fact = { kind: "derived_from", reference: "speech/secret:1" };
    await recordLineage(scene.house, scene.call(mia), { versionId, fact });
    const asked = await scene.ask(versionId);
    expect((await scene.see(asked)).dossier?.lineage).toMatchObject([{ summary: "speech/secret:1" }]);
    const hiding = { modelId: base.id, revision: 1, visibility: "restricted" };
    await updateModel(scene.house, scene.call(mia), hiding);
    const shown = await scene.see(asked);
    expect(JSON.stringify([shown.lineage, shown.dossier])).not.toContain("secret");
    const toMia = await scene.see(asked, mia);
    expect(toMia.lineage).toMatchObject([{ baseVersion: { name: "secret", number: 1 } }]);
  });

  it("still opens and shows a dossier frozen before it held schema and environment", async () => {
    const old: Dossier = {
      candidate: { versionId: "v", number: 14, manifestDigest: "a".repeat(64) },
      incumbent: null,
      metrics: [],
      params: [{ key: "max_depth", candidate: "8", incumbent: "6" }],
      files: [],
      isSignatureChanged: true,
      card: { candidate: "b".repeat(64), incumbent: null },
      lineage: [{ kind: "produced_by", summary: "job train-17" }],
      policy: { label: "two-person@1", digest: "c".repeat(64), rule: "one approval by a reviewer" },
    };
    const text = JSON.stringify(old);
    const opened = openDossier({ dossier: text, dossierDigest: sha256Hex(text) });
    expect(opened).toEqual(old);
    expect(opened.signature).toBeUndefined();
  });

  it("takes as many statements however much there is to show", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 3);
    const { id } = await scene.version();
    await scene.vote(await scene.ask(id), scene.rita, "reject");
    const asked = await scene.ask(id, { answers: 1 });
    await scene.vote(asked, scene.rita);
    await measure(scene, id);
    await write(scene, id, "# Limits");
    const read = () => scene.see(asked, scene.rolf);
    for (let n = 0; n < 2; n++) await read(); // the first one freezes the dossier anew
    const few = await countStatements(read);
    for (let n = 0; n < 5; n++) {
      await measure(scene, id);
      await write(scene, id, `# Limits ${n}`, n + 1);
      await scene.vote(asked, n % 2 ? scene.rita : scene.rolf, "request-changes");
    }
    await read();
    expect(await countStatements(read)).toBe(few);
    expect(few).toBeLessThanOrEqual(63);
  });
});
