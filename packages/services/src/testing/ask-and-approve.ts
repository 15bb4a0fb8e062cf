// A version of speech/vad asked into production, and approved: as the suites do it that ask who may.
import type { Actor } from "@chancery/core";
import { getPromotion } from "../promotions/get.ts";
import { requestPromotion } from "../promotions/request.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { createVersion } from "../versions/create.ts";
import { sealVersion } from "../versions/seal.ts";
import type { World } from "./index.ts";

type Within = Pick<World, "house" | "call" | "clock">;
export type Asked = { readonly id: string; readonly number: number };

/** Registered by one and asked for by another; each moment apart. */
export async function askForProduction(
  { house, call, clock }: Within,
  { by, asker = by, version = "1" }: { readonly by: Actor; readonly asker?: Actor; readonly version?: string },
): Promise<Asked> {
  const descriptor = { supplier: "Acme", product: "Ears", version, endpoint: "https://ears.test" };
  const { id: versionId } = await createVersion(house, call(by), { model: "speech/vad", kind: "external", descriptor });
  clock.advance(1000);
  await sealVersion(house, call(by), { versionId });
  const reason = "Recall rises and nothing falls.";
  const asked = await requestPromotion(house, call(asker), { versionId, stage: "production", reason });
  clock.advance(1000);
  return asked;
}

export async function approveAs({ house, call }: Within, by: Actor, { id: promotionId, number }: Asked) {
  const { digests: seen } = await getPromotion(house, call(by), { number });
  return voteOnPromotion(house, call(by), { promotionId, decision: "approve", note: "read it all", seen });
}
