// One way to name a thing, at every door: by its id, or as people write it.
import { expect, it } from "vitest";
import { withdrawDataset } from "../datasets/withdraw.ts";
import { getDataset } from "../datasets/get.ts";
import { registerDataset } from "../datasets/register.ts";
import { giveGrant } from "../grants/give.ts";
import { addGroupMember } from "../groups/add-member.ts";
import { createGroup } from "../groups/create.ts";
import { listGroupMembers } from "../groups/members.ts";
import { getModel } from "../models/get.ts";
import { listModels } from "../models/list.ts";
import { setAlias } from "../models/set-alias.ts";
import { updateModel } from "../models/update.ts";
import { listPeople } from "../people/list.ts";
import { getPromotion } from "../promotions/get.ts";
import { listPromotions } from "../promotions/list.ts";
import { promotionTimeline } from "../promotions/timeline.ts";
import { withdrawPromotion } from "../promotions/withdraw.ts";
import { listSessions } from "../sessions/list.ts";
import { listTeams } from "../teams/list.ts";
import { openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { getVersion } from "../versions/get.ts";
import { resolveVersion } from "../versions/resolve.ts";
import { reviseVersionTags } from "../versions/revise-tags.ts";

eachEngine("what a caller names", (open) => {
  it("is the same model, version and promotion by id, reference and number", async () => {
    const scene = await openScene(await open());
    const { house, call, ada, model, modelId } = scene;
    const { id: versionId, manifestDigest } = await scene.version();
    const { id: promotionId, number } = await scene.promote(versionId);
    const by = call(ada);
    await setAlias(house, call(await scene.person("Max", { role: "maintainer", team: "speech" })), {
      ...{ modelId: model, alias: "champion", versionId: `${model}@production` },
    });
    for (const named of [modelId, modelId.toUpperCase(), model, "Speech/vad"])
      expect(await getModel(house, by, { model: named }), named).toMatchObject({ id: modelId });
    const references = [":1", "@champion", "@production", `@sha256:${manifestDigest}`].map((rest) => `${model}${rest}`);
    for (const named of [versionId, ...references]) {
      expect(await getVersion(house, by, { versionId: named }), named).toMatchObject({ id: versionId });
      expect(await resolveVersion(house, by, { ref: named }), named).toMatchObject({ versionId, manifestDigest });
      expect((await listPromotions(house, by, { versionId: named })).items, named).toMatchObject([{ number }]);
    }
    for (const named of [promotionId, number, String(number), `P-${number}`, `p-${number}`]) {
      expect(await getPromotion(house, by, { number: named }), String(named)).toMatchObject({ id: promotionId });
      expect((await promotionTimeline(house, by, { number: named })).items.length).toBeGreaterThan(1);
    }
  });

  it("is told by its id in the log, however it was named", async () => {
    const scene = await openScene(await open());
    const { house, call, ada, model, modelId } = scene;
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const { id: versionId } = await scene.version();
    const { number, id: promotionId } = await scene.ask(versionId);
    await updateModel(house, call(max), { modelId: model, revision: 1, description: "Hears speech." });
    await reviseVersionTags(house, call(ada), { versionId: `${model}:1`, tags: { a: "b" }, revision: 0 });
    await withdrawPromotion(house, call(ada), { promotionId: `P-${number}`, note: "Not yet." });
    expect((await scene.leaves()).slice(-3)).toMatchObject([
      { subject: `model/${modelId}`, data: { after: { modelId } } },
      { subject: `version/${versionId}`, data: { after: { versionId } } },
      { subject: `promotion/${promotionId}`, data: { after: { promotionId } } },
    ]);
  });

  it("is the version that a moving alias names when the act takes effect", async () => {
    const scene = await openScene(await open());
    const { house, call, ada, model } = scene;
    const max = call(await scene.person("Max", { role: "maintainer", team: "speech" }));
    const versions = [await scene.version(), await scene.version()];
    const point = (at: number) =>
      setAlias(house, max, { modelId: model, alias: "champion", versionId: versions[at % 2]!.id });
    await point(0);
    const revisions = new Map<string, number>();
    for (let round = 1; round <= 10; round++) {
      const before = (await scene.leaves()).length;
      const revise = async () => {
        const { id } = await getVersion(house, max, { versionId: `${model}@champion` });
        const tags = { round: String(round) };
        // Only the one that is meant has this many revisions, or both have as many.
        const revision = revisions.get(id) ?? 0;
        return reviseVersionTags(house, call(ada), { versionId: `${model}@champion`, tags, revision }).catch(() => {});
      };
      await Promise.all([revise(), point(round)]);
      const told = (await scene.leaves()).slice(before).filter(({ data }) => data.outcome === "success");
      const moved = told.findIndex(({ type }) => type === "chancery.alias.set.v1");
      for (const [at, { type, subject }] of told.entries()) {
        if (!type.startsWith("chancery.version.revised")) continue;
        const { id } = versions[(at < moved ? round - 1 : round) % 2]!;
        expect(subject).toBe(`version/${id}`);
        revisions.set(id, (revisions.get(id) ?? 0) + 1);
      }
    }
  });

  it("is the same dataset, team and group by id, name and slug", async () => {
    const scene = await openCatalogue(await open());
    const { house, call, ada } = scene;
    const admin = call(await scene.person("Root", { role: "admin" }));
    const set = { team: "speech", name: "calls/eu", version: "2026:1", sha256: "a".repeat(64) };
    const { id: datasetId } = await registerDataset(house, call(ada), set);
    for (const named of [datasetId, "speech/calls/eu:2026:1", "speech/Calls/EU:2026:1"])
      expect(await getDataset(house, call(ada), { datasetId: named }), named).toMatchObject({ id: datasetId });
    await scene.model();
    const team = (await listTeams(house, call(ada), { q: "speech" })).items[0]!;
    for (const named of [team.id, "speech"])
      expect((await listModels(house, call(ada), { team: named })).items, named).toHaveLength(1);
    const { id: groupId } = await createGroup(house, admin, { slug: "risk", name: "Risk" });
    await addGroupMember(house, admin, { groupId: "risk", actorId: ada.id });
    for (const named of [groupId, "risk"])
      expect((await listGroupMembers(house, admin, { groupId: named })).items, named).toHaveLength(1);
    const withdrawn = { datasetId: "speech/calls/eu:2026:1", reason: "Consent ended.", revision: 1 };
    expect(await withdrawDataset(house, call(scene.max), withdrawn)).toMatchObject({ status: "withdrawn" });
    const place = { role: "contributor", scope: "model", scopeId: "speech/vad" };
    expect(await giveGrant(house, admin, { ...place, groupId: "risk" })).toMatchObject({ scope: "model" });
  });

  it("is found by email address only for those who may see addresses", async () => {
    const scene = await openScene(await open());
    const { house, call, ada } = scene;
    const admin = call(await scene.person("Root", { role: "admin" }));
    const { email } = (await listPeople(house, admin, { id: ada.id })).items[0]!;
    expect(email).toContain("@");
    expect((await listPeople(house, admin, { id: email })).items).toMatchObject([{ id: ada.id }]);
    expect((await listSessions(house, admin, { actorId: email })).items).toEqual([]);
    const mia = call(await scene.person("Mia", { role: "maintainer", team: "speech" }));
    expect((await listPeople(house, mia, { id: email })).items).toEqual([]);
    for (const named of [email, "nobody@example.test"])
      await expect(listSessions(house, mia, { actorId: named }), named ?? "").rejects.toEqual(
        refusal("NOT_FOUND", "not_found"),
      );
  });

  it("is told to be unknown with how it is written, in the words for what is hidden", async () => {
    const scene = await openScene(await open());
    const { house, call, ada } = scene;
    const unknown = (asked: Promise<unknown>) => asked.catch((error: Error) => error.message);
    expect(await unknown(getModel(house, call(ada), { model: "speech/nothing" }))).toBe(
      "there is no model 'speech/nothing' that you may see: name it by team/name, or by its id",
    );
    expect(await unknown(getPromotion(house, call(ada), { number: "P-999" }))).toBe(
      "there is no promotion 'P-999' that you may see: name it by its number, as in 12 or P-12, or by its id",
    );
    expect(await unknown(getPromotion(house, call(ada), { number: "no number" }))).toContain(
      "name a promotion by its number, as in 12 or P-12, or by its id",
    );
  });
});
