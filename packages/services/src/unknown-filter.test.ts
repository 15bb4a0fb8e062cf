// A filter that names what does not exist, or what its reader may not see, says so in the same words; one that names
// something empty answers an empty list.
import type { Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { exportLog } from "./audit/export.ts";
import { listAuditEntries } from "./audit/list.ts";
import { listGrants } from "./grants/list.ts";
import { listModels } from "./models/list.ts";
import { updateModel } from "./models/update.ts";
import { listPeople } from "./people/list.ts";
import { listPromotions } from "./promotions/list.ts";
import { eachEngine } from "./testing/index.ts";
import { openScene } from "./testing/promotion-scene.ts";

const nobody = "01990000-0000-7000-8000-00000000dead";
const unknown = { code: "INVALID_INPUT", reasons: [{ code: "filter_unknown" }] };
const lists = { listAuditEntries, exportLog, listGrants, listModels, listPeople, listPromotions };

eachEngine("a filter", (open) => {
  const openAll = async () => {
    const scene = await openScene(await open());
    const admin = await scene.person("Grace", { role: "admin" });
    const auditor = await scene.person("Aud", { role: "auditor" });
    const ask = (list: keyof typeof lists, by: Actor, input: object): Promise<unknown> =>
      lists[list](scene.house, scene.call(by), input);
    return { ...scene, admin, auditor, ask };
  };

  it.each<[keyof typeof lists, object, string]>([
    ["listModels", { team: "nope" }, "team"],
    ["listModels", { team: "nope", tier: "high" }, "team"],
    ["listGrants", { holderId: nobody }, "holder"],
    ["listPeople", { kind: "service", ownerId: nobody }, "ownerId"],
    ["listPromotions", { versionId: nobody }, "versionId"],
    ["listAuditEntries", { actor: "nope" }, "actor"],
    ["listAuditEntries", { actor: nobody, outcome: "denied" }, "actor"],
    ["listAuditEntries", { subject: "nope" }, "subject"],
    ["listAuditEntries", { subject: `model/${nobody}` }, "subject"],
    ["listAuditEntries", { subject: `grant/${nobody}`, kind: "grant" }, "subject"],
    ["exportLog", { actor: "nope" }, "actor"],
    ["exportLog", { subject: `model/${nobody}` }, "subject"],
  ])("of %s by %j is refused where it names nothing", async (list, input, filter) => {
    const { ask, admin } = await openAll();
    await expect(ask(list, admin, input)).rejects.toMatchObject(unknown);
    await expect(ask(list, admin, input)).rejects.toThrow(`“${filter}” is “`);
  });

  it("that names something empty answers an empty list", async () => {
    const { ask, admin, auditor, ada, version, modelId } = await openAll();
    const { id } = await version();
    const one = async (list: keyof typeof lists, input: object) =>
      (await ask(list, admin, input)) as { items: unknown[] };
    for (const [list, input] of [
      ["listModels", { team: "speech", tier: "high" }],
      ["listPeople", { ownerId: ada.id, kind: "service" }],
      ["listPromotions", { versionId: id }],
      ["listAuditEntries", { actor: auditor.id }],
      ["listAuditEntries", { actor: "aud" }],
      ["listAuditEntries", { actor: "anonymous" }],
      ["listAuditEntries", { subject: `model/${modelId}`, outcome: "failure" }],
      ["listAuditEntries", { subject: "vad", outcome: "failure" }],
    ] as const)
      expect.soft((await one(list, input)).items, `${list} ${JSON.stringify(input)}`).toEqual([]);
  });

  it("that names what is hidden from its reader is refused like one that names nothing", async () => {
    const { ask, house, call, person, modelId, version } = await openAll();
    const { id } = await version();
    const max = await person("Max", { role: "maintainer", team: "speech" });
    await updateModel(house, call(max), { modelId, revision: 1, visibility: "restricted" });
    const zoe = await person("Zoe", { role: "viewer", team: "vision" });
    const said = (versionId: string) =>
      ask("listPromotions", zoe, { versionId }).catch((error: Error) => error.message.replace(versionId, "it"));
    expect(await said(id)).toEqual(await said(nobody));
    expect(await said(id)).toContain("no such version");
    expect(await ask("listPromotions", max, { versionId: id })).toMatchObject({ items: [] });
  });

  it.each([
    ["2026-03-02", "2026-03-01"],
    ["2026-03-01T10:00Z", "2026-03-01T11:00+02:00"],
  ])("of the log from %s to %s is refused: nothing lies between", async (from, to) => {
    const { ask, admin } = await openAll();
    for (const list of ["listAuditEntries", "exportLog"] as const)
      await expect(ask(list, admin, { from, to })).rejects.toMatchObject({
        code: "INVALID_INPUT",
        reasons: [{ code: "period_reversed" }],
      });
    expect(await ask("listAuditEntries", admin, { from: to, to: from })).toMatchObject({ next: null });
  });
});
