// A registry that was set up, claimed and signed in to as people do it: what identity suites start from.
import { anonymousActor, type Actor } from "@chancery/core";
import { actorOfSession } from "../identity/actor-of-session.ts";
import { acceptInvitation } from "../identity/accept-invitation.ts";
import { claim } from "../identity/claim.ts";
import { issueClaimLink } from "../identity/claim-link.ts";
import { ensureInitialised } from "../identity/initialise.ts";
import { startSession } from "../identity/start-session.ts";
import { addPerson } from "../people/add.ts";
import { offerResetTo } from "../people/offer-reset-to.ts";
import type { World } from "./index.ts";

export const password = "violet harbour 91";
export type SignedUp = { readonly actor: Actor; readonly email: string; readonly sessionId: string };
export type Claimed = World & {
  readonly grace: SignedUp;
  /** Signs in with the password; from nowhere unless told. */
  signIn(
    email: string,
    from?: { readonly password?: string; readonly address?: string; readonly userAgent?: string },
  ): Promise<{ actor: Actor; sessionId: string }>;
  /** Invites somebody, accepts for them, signs them in. */
  join(name: string): Promise<SignedUp>;
  /** The same by a link made on the server, which Grace never sees. */
  joinByServer(name: string): Promise<SignedUp>;
};

/** Grace is the first admin. */
export async function openClaimed(world: World): Promise<Claimed> {
  const { house } = world;
  const stranger = world.call(anonymousActor);
  const signIn: Claimed["signIn"] = async (email, from = {}) => {
    const { sessionId } = await startSession(house, stranger, { email, password, ...from });
    return { actor: await actorOfSession(house, sessionId), sessionId };
  };
  await ensureInitialised(house);
  const code = await issueClaimLink(house);
  const email = "grace@example.test";
  await claim(house, stranger, { code, name: "Grace Hopper", email, password });
  const grace = { ...(await signIn(email)), email };
  const invite = async (name: string) => {
    const address = `${name.toLowerCase()}@example.test`;
    const { invitationUrl } = await addPerson(house, world.call(grace.actor), { name, email: address });
    return { address, invitationUrl };
  };
  const accept = async (address: string, url: string) => {
    await acceptInvitation(house, stranger, { code: codeIn(url), password });
    return { ...(await signIn(address)), email: address };
  };
  return {
    ...world,
    grace,
    signIn,
    async join(name) {
      const { address, invitationUrl } = await invite(name);
      return accept(address, invitationUrl);
    },
    async joinByServer(name) {
      const { address } = await invite(name);
      return accept(address, (await offerResetTo(house, address))?.url ?? "");
    },
  };
}

/** The code at the end of a one-time link. */
export const codeIn = (url: string): string => url.slice(url.lastIndexOf("/") + 1);
