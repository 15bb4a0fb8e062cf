// A new registry has no account: it prints a one-time link, or is claimed by what the environment says.
import { anonymousActor } from "@chancery/core";
import { issueClaimLink, linkUrl, serverInfo, unattendedClaim, type House } from "@chancery/services";
import type { Claim } from "./config.ts";
import type { DataFolder } from "./data-folder.ts";

const lookEveryMs = 2_000;
const say = (text: string) => void process.stdout.write(`${text}\n`);

type Offer = { readonly house: House; readonly folder: DataFolder };

/** Claims a new registry by what the environment says: done before anything is answered, so that who is told that it is ready can sign in. */
export async function claimUnattended(house: House, claim: Claim | undefined): Promise<void> {
  if (!claim || house.freeze.because) return;
  if (await unattendedClaim(house, claim)) say(`Claimed for ${claim.email}.`);
}

/** Prints a link, the only one that opens, and keeps it in a file; answers false, doing neither, once the registry is claimed. */
export async function offerClaim({ house, folder }: Offer): Promise<boolean> {
  if (house.freeze.because) return false;
  const code = await issueClaimLink(house);
  if (code === undefined) {
    await folder.dropClaimLink();
    return false;
  }
  const link = linkUrl(house, "claim", code);
  await folder.writeClaimLink(link);
  say(
    `Nobody has claimed this registry. Open this link once, within 24 hours, to become its first admin:\n\n  ${link}\n`,
  );
  return true;
}

/** Removes the file with the link once somebody has used it. */
export function dropLinkOnceClaimed(house: House, folder: DataFolder): void {
  const look = async () => {
    const { isClaimed } = await serverInfo(house, { actor: anonymousActor, requestId: "" }, {});
    if (!isClaimed) return;
    clearInterval(timer);
    await folder.dropClaimLink();
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => house.log.error({ err: error }, "the claim link could not be removed"));
  }, lookEveryMs).unref();
}
