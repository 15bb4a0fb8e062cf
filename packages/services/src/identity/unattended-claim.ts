// Claiming from the environment: the same act, without anybody opening a link.
import { systemActor } from "@chancery/core";
import type { House } from "../house.ts";
import { claim } from "./claim.ts";
import { issueClaimLink } from "./claim-link.ts";

/** True when this call claimed the registry; false when it was claimed before. */
export async function unattendedClaim(
  house: House,
  person: { readonly name: string; readonly email: string; readonly password: string },
): Promise<boolean> {
  const code = await issueClaimLink(house);
  if (code === undefined) return false;
  await claim(house, { actor: systemActor, requestId: house.newId() }, { ...person, code });
  return true;
}
