// dist/: two entries and the command line as plain ES modules, and one declaration file per entry. Nothing in them needs the workspace.
import { build } from "esbuild";
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emitDeclarations } from "./build/declarations.mjs";
import { listLicences } from "./build/licences.mjs";

const folder = import.meta.dirname;
// Built beside and moved in at the end: nobody meets half a dist.
const dist = join(folder, "dist-types/dist");
const shared = {
  absWorkingDir: folder,
  bundle: true,
  format: "esm",
  target: "node20",
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
};

await rm(join(folder, "dist-types"), { recursive: true, force: true });
await mkdir(dist, { recursive: true });
// One build for both, so that an error thrown by one entry is an instance of the class of the other.
const library = await build({
  ...shared,
  entryPoints: { index: "src/index.ts", node: "src/node/index.ts" },
  outdir: dist,
  splitting: true,
  chunkNames: "shared-[hash]",
  platform: "neutral",
  external: ["node:*"],
});
const cli = await build({
  ...shared,
  entryPoints: { cli: "src/cli/main.ts" },
  outdir: dist,
  platform: "node",
  // What it bundles is partly CommonJS, which asks for Node's own modules by `require`.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
});
await chmod(join(dist, "cli.js"), 0o755);
await writeFile(join(dist, "licences.txt"), await listLicences(folder, [library.metafile, cli.metafile]));
await emitDeclarations(folder, dist);
await checkDist();
await rm(join(folder, "dist"), { recursive: true, force: true });
await rename(dist, join(folder, "dist"));
// The public types as they are committed: `node build.mjs --report` after a change that is meant.
if (process.argv.includes("--report")) await copyFile(join(folder, "dist/index.d.ts"), join(folder, "api-report.d.ts"));

/** The promises of the tarball, held at build time. */
async function checkDist() {
  const reachable = (name, seen = new Set()) => {
    if (seen.has(name)) return seen;
    seen.add(name);
    for (const { path, external } of library.metafile.outputs[name].imports) if (!external) reachable(path, seen);
    return seen;
  };
  for (const name of reachable("dist-types/dist/index.js"))
    for (const { path, external } of library.metafile.outputs[name].imports)
      if (external) throw new Error(`dist/index.js is for every JavaScript with fetch, and imports ${path}`);
  for (const name of ["index.d.ts", "node.d.ts"]) {
    const text = await readFile(join(dist, name), "utf8");
    const foreign = [...text.matchAll(/(?:^(?:import|export) .*from |import\()["']([^"']+)["']/gm)].map(
      ([, module]) => module,
    );
    const refused = foreign.filter((module) => !module.startsWith("./"));
    if (refused.length > 0) throw new Error(`${name} needs ${refused.join(", ")}`);
  }
}
