// `npm start` and `npm run demo`: sets up, then becomes the server. Arguments go to the server: --demo, --fsck, --help.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, say } from "./say.mjs";
import { setUp } from "./set-up.mjs";
import { root } from "./workspace.mjs";

try {
  await setUp();
  say("starting");
} catch (error) {
  giveUp(error);
}

// In this very process: signals, exit code and standard streams are the server's own, with nothing to forward or orphan.
const server = join(root, "apps/web/dist/server.js");
process.removeAllListeners("SIGINT");
process.removeAllListeners("SIGTERM");
process.argv = [process.execPath, server, ...process.argv.slice(2)];
process.env.NODE_ENV ??= "production";
process.env.NEXT_TELEMETRY_DISABLED ??= "1";
await import(pathToFileURL(server).href);
