// How a program of the server is bundled into one file for Node.
import { fileURLToPath } from "node:url";

/**
 * Both paths are relative to this folder, or absolute.
 * @param {string} entry
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions}
 */
export const bundleOf = (entry, outfile) => ({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  // Bundled CommonJS still asks for Node's own modules.
  banner: {
    js: 'import { createRequire as _createRequire } from "node:module";\nconst require = _createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
