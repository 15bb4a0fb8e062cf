// Bundles the server process and the threads beside it. What is native or loads its own parts stays outside, and is
// required at run time.
import { build } from "esbuild";
import { bundleOf } from "./bundle.mjs";

await build({
  ...bundleOf("src/server/main.ts", "dist/server.js"),
  // Our own Response, in our own code alone: Next has Node's.
  inject: ["src/server/light-response.ts"],
  external: ["next", "next-auth", "better-sqlite3", "@node-rs/argon2", "pg", "pg-native", "pino"],
});
// The thread that reads what people wrote.
await build(bundleOf("src/server/texts/worker.ts", "dist/text-worker.js"));
// The thread of a browser that computes digests; the server hands it out under a policy of its own.
await build({
  ...bundleOf("src/features/uploads/hashing/worker.ts", "dist/hash-worker.js"),
  platform: "browser",
  target: "es2022",
  format: "iife",
  minify: true,
  banner: {},
});
// The thread that judges passwords.
await build(bundleOf("src/server/passwords/worker.ts", "dist/password-worker.js"));
