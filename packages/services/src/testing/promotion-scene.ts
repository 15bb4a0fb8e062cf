// A team with one model, its makers and reviewers, and short ways to ask and vote: what promotion suites start from.
import { requestPromotion } from "../promotions/request.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { getPromotion } from "../promotions/get.ts";
import { createModel } from "../models/create.ts";
import { createVersion } from "../versions/create.ts";
import { sealVersion } from "../versions/seal.ts";
import {
  sealPolicy,
  twoPersonFor,
  type Actor,
  type Decision,
  type PromotionSummary,
  type PromotionView,
  type StageName,
} from "@chancery/core";
import { currentPolicy, ensurePolicy } from "@chancery/db";
import { sendFile } from "./catalogue-scene.ts";
import type { World } from "./index.ts";

export type SealedVersion = { readonly id: string; readonly number: number; readonly manifestDigest: string };
export type Scene = World & {
  readonly ada: Actor;
  readonly rita: Actor;
  readonly rolf: Actor;
  readonly model: string;
  readonly modelId: string;
  /** A sealed version of `speech/vad` uploaded by Ada, unless others are given. */
  version(by?: Actor, model?: string): Promise<SealedVersion>;
  /** A sealed version that one person registered and another sent the file of. */
  versionOfTwo(by: Actor, sender: Actor): Promise<SealedVersion>;
  ask(
    versionId: string,
    options?: { readonly stage?: StageName; readonly by?: Actor; readonly answers?: number },
  ): Promise<PromotionSummary>;
  /** The promotion as it is now, to Rita unless another viewer is given. */
  see(promotion: { readonly number: number }, by?: Actor): Promise<PromotionView>;
  /** Votes on what the promotion shows now. */
  vote(promotion: PromotionSummary, by: Actor, decision?: Decision): Promise<PromotionSummary>;
  /** Lets a version into a stage: asked by Ada, approved by Rita. */
  promote(versionId: string, stage?: StageName): Promise<PromotionSummary>;
};

/** Ada makes versions of `speech/vad`; Rita and Rolf review in that team. */
export async function openScene(world: World): Promise<Scene> {
  const ada = await world.person("Ada", { role: "contributor", team: "speech" });
  const rita = await world.person("Rita", { role: "reviewer", team: "speech" });
  const rolf = await world.person("Rolf", { role: "reviewer", team: "speech" });
  const { house } = world;
  const model = "speech/vad";
  const { id: modelId } = await createModel(house, world.call(ada), { team: "speech", name: "vad" });
  const scene: Scene = {
    ...world,
    ada,
    rita,
    rolf,
    model,
    modelId,
    async version(by = ada, of = model) {
      const descriptor = {
        supplier: "Acme",
        product: "Ears",
        version: String(world.clock.now().getTime()),
        endpoint: "https://ears.test",
      };
      const { id } = await createVersion(house, world.call(by), { model: of, kind: "external", descriptor });
      world.clock.advance(1);
      return sealVersion(house, world.call(by), { versionId: id });
    },
    async versionOfTwo(by, sender) {
      const { id: versionId } = await createVersion(house, world.call(by), { model });
      await sendFile(world, sender, { versionId, path: "model.onnx", content: versionId });
      return sealVersion(house, world.call(by), { versionId });
    },
    async ask(versionId, { stage = "production", by = ada, answers } = {}) {
      world.clock.advance(1);
      const reason = "Recall rises and nothing falls.";
      const answer = answers === undefined ? {} : { answers, whatChanged: "The card names its limits now." };
      return requestPromotion(house, world.call(by), { versionId, stage, reason, ...answer });
    },
    see: ({ number }, by = rita) => getPromotion(house, world.call(by), { number }),
    async vote({ id, number }, by, decision = "approve") {
      world.clock.advance(1);
      const { digests } = await getPromotion(house, world.call(by), { number });
      return voteOnPromotion(house, world.call(by), { promotionId: id, decision, note: "read it all", seen: digests });
    },
    promote: async (versionId, stage) => scene.vote(await scene.ask(versionId, stage ? { stage } : {}), rita),
  };
  return scene;
}

/** Puts a newer version of the policy in force: `approvals` for every stage that needs any. */
export async function needApprovals({ house, clock }: World, approvals: number): Promise<void> {
  const rules = Object.entries(twoPersonFor(house.db.stages.all).stages);
  const stages = Object.fromEntries(
    rules.map(([stage, rule]) => [stage, rule.approvals > 0 ? { ...rule, approvals } : rule]),
  );
  const policy = {
    ...twoPersonFor(house.db.stages.all),
    version: (await currentPolicy(house.db.read)).number + 1,
    stages,
  };
  const row = {
    id: house.newId(),
    name: policy.name,
    number: policy.version,
    ...sealPolicy(policy),
    createdAt: clock.now(),
  };
  await house.db.transaction((tx) => ensurePolicy(tx, row));
}
