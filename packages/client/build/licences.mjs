// The licences of what is bundled, as they ask to be passed on.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One text with the licence of every package that the bundles took something from. */
export async function listLicences(folder, metafiles) {
  const bundled = new Set(
    metafiles.flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []),
    ),
  );
  const texts = await Promise.all([...bundled].map((path) => licenceOf(join(folder, path))));
  return [...new Set(texts)].sort().join(`\n${"-".repeat(80)}\n\n`);
}

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : `Licensed under ${license}.\n`;
  return `${name} ${version}\n\n${text.trim()}\n`;
}
