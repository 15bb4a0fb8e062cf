// The demo: a registry with ninety days behind it, and one sign-in link per role.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { issueSignInLink, linkUrl, seedDemo, type DemoAccount, type House } from "@chancery/services";

const published = ["silero_vad_legacy.onnx", "silero_vad_v5.onnx", "silero_vad_v6.onnx"];

/** Fills an empty registry, before anything else is written to it; gives back whom one can sign in as. */
export async function fillDemo(house: House): Promise<readonly DemoAccount[]> {
  process.stdout.write("Creating ninety days of demo history; the first time, this takes some seconds …\n");
  return seedDemo(house, { silero: await readSilero() });
}

/** Prints a link per role: random, good once, within a day. */
export async function offerSignIn(house: House, accounts: readonly DemoAccount[]): Promise<void> {
  const lines = await Promise.all(
    accounts.map(async ({ role, title, name, actorId }) => {
      const link = linkUrl(house, "sign-in", await issueSignInLink(house, actorId));
      return `  ${role.padEnd(13)}${`${name}, ${title}`.padEnd(40)}${link}`;
    }),
  );
  process.stdout.write(`Sign in as (each link works once; start again for new ones):\n\n${lines.join("\n")}\n\n`);
}

/** The Silero voice-activity models of the npm package, a development dependency; none where it is not installed. */
async function readSilero() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve("@ricky0123/vad-web/package.json"));
    const read = async (path: string) => ({ path: "model.onnx", content: await readFile(join(folder, "dist", path)) });
    return await Promise.all(published.map(read));
  } catch (error) {
    if (["MODULE_NOT_FOUND", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}
