// The one-time link that makes the first admin: printed once, kept in a file for its owner, gone after use.
import { issueClaimLink, linkUrl, unattendedClaim, type House } from "@chancery/services";
import type { Config } from "./config.ts";
import type { DataFolder } from "./data-folder.ts";

const file = "claim-link";

/** Claims unattended when the settings say so, else prints a link while nobody has claimed. */
export async function offerClaim(
  house: House,
  config: Config,
  folder: DataFolder,
  { isNew }: { readonly isNew: boolean },
): Promise<void> {
  if (config.claim && (await unattendedClaim(house, config.claim))) return say(`Claimed for ${config.claim.email}.`);
  const code = await issueClaimLink(house);
  if (code === undefined) {
    await folder.remove(file);
    if (isNew) say("This registry is claimed already: there is no claim link to make.");
    return;
  }
  const url = linkUrl(house, "claim", code);
  await folder.write(file, `${url}\n`);
  say(
    `Nobody has claimed this registry. Open this link once, within 24 hours, to become its first admin:\n\n  ${url}\n`,
  );
}

const say = (text: string) => void process.stdout.write(`${text}\n`);
