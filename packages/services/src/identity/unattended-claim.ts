// Claiming from the environment: the same act, without anybody opening a link.
import { isChanceryError, systemActor } from "@chancery/core";
import type { House } from "../house.ts";
import { parse } from "../parse.ts";
import { claim } from "./claim.ts";
import { issueClaimLink } from "./claim-link.ts";
import { checkPassword } from "./password-rules.ts";

type Person = { readonly name: string; readonly email: string; readonly password: string };

/** Throws what `unattendedClaim` would refuse, before anything is made. */
export async function checkClaim({ name, email, password }: Person): Promise<void> {
  const person = parse(claim.input.omit({ code: true }), { name, email, password });
  await checkPassword(person.password, person);
}

/** True when this call claimed the registry; false when it was claimed before, or by another process meanwhile. */
export async function unattendedClaim(house: House, person: Person): Promise<boolean> {
  for (;;) {
    const code = await issueClaimLink(house, { keepsOthers: true }); // processes that start at once do not undo each other
    if (code === undefined) return false;
    try {
      await claim(house, { actor: systemActor, requestId: house.newId() }, { ...person, code });
      return true;
    } catch (error) {
      // Another process has claimed meanwhile, or has made the only link that opens.
      if (!isChanceryError(error) || error.code !== "NOT_FOUND") throw error;
    }
  }
}
