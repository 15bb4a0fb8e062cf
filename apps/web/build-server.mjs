// Bundles the server process. What is native or loads its own parts stays outside, and is required at run time.
import { build } from "esbuild";

// The thread that reads what people wrote, a file of its own: it is ended at any moment.
await build({
  entryPoints: ["src/server/texts/worker.ts"],
  outfile: "dist/text-worker.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  logLevel: "warning",
});

await build({
  entryPoints: ["src/server/main.ts"],
  outfile: "dist/server.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  // Our own Response, in our own code alone: Next has Node's.
  inject: ["src/server/light-response.ts"],
  external: ["next", "next-auth", "better-sqlite3", "@node-rs/argon2", "pg", "pg-native", "pino"],
  // Bundled CommonJS still asks for Node's own modules.
  banner: {
    js: 'import { createRequire as _createRequire } from "node:module";\nconst require = _createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
