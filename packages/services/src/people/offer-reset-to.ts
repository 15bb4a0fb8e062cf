// The way back for the last admin, by whoever runs the server: a link for an address, whatever state its account is in.
import { systemActor } from "@chancery/core";
import { accountOf } from "@chancery/db";
import type { House } from "../house.ts";
import { Email, emailKeyOf } from "../identity/email.ts";
import { parse } from "../parse.ts";
import { enableAccount } from "./enable.ts";
import { invitePersonAgain } from "./invite-again.ts";
import { offerPasswordReset } from "./offer-reset.ts";

/** Undefined for an address without an account. A disabled account is enabled first; one never opened gets a new invitation. */
export async function offerResetTo(
  house: House,
  email: string,
): Promise<{ readonly url: string; readonly hours: number } | undefined> {
  const call = () => ({ actor: systemActor, requestId: house.newId() });
  const found = async () => accountOf(house.db.read, { emailKey: emailKeyOf(parse(Email, email)) });
  const account = await found();
  if (!account) return undefined;
  const asked = { actorId: account.id };
  if (account.state === "disabled") await enableAccount(house, call(), { ...asked, reason: "reset on the server" });
  if ((await found())?.state === "invited")
    return { url: (await invitePersonAgain(house, call(), asked)).invitationUrl, hours: 7 * 24 };
  return { url: (await offerPasswordReset(house, call(), asked)).resetUrl, hours: 24 };
}
