// Bundles the server process: our TypeScript into one file, packages with native code or a runtime of their own left outside.
import { build } from "esbuild";

await build({
  entryPoints: ["src/server/main.ts"],
  outfile: "dist/server.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  external: ["next", "better-sqlite3", "@node-rs/argon2", "pg", "pino"],
  // CommonJS packages in the bundle (next-auth's) call require.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
});
