// The server process: reads its settings and does what its arguments say.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isChanceryError } from "@chancery/core";
import { restoreBackup, takeBackup } from "./backup.ts";
import { helpText, isLoopback, readConfig, SettingError } from "./config.ts";
import { checkStored, printResetLink, recoverRoles, renewClaimLink } from "./errands.ts";
import { scrubbed } from "./logger.ts";
import { serve } from "./serve.ts";
import { linesOf, toldError } from "./told-error.ts";

const webRoot = join(import.meta.dirname, ".."); // this file is bundled into dist/
const repository = join(webRoot, "../..");

const flag = { type: "boolean", default: false } as const;
const text = { type: "string" } as const;
const options = {
  help: flag,
  demo: flag,
  fsck: flag,
  since: text,
  blobs: flag,
  repair: flag,
  "dry-run": flag,
  "claim-link": flag,
  reset: text,
  recover: flag,
  backup: text,
  dump: text,
  restore: text,
  at: text,
} as const;

async function main(): Promise<void> {
  const { values: asked } = parseArgs({ options });
  if (asked.help) return void process.stdout.write(helpText());
  process.umask(0o077); // the database's files too are for their owner alone
  const given = readConfig({ repository });
  if (given.unknownNames.length > 0)
    process.stderr.write(
      `chancery: no setting has these names, so they are ignored: ${given.unknownNames.join(", ")}\n`,
    );
  const config = asked.demo ? { ...given, dataFolder: join(given.dataFolder, "demo") } : given;
  const { version } = JSON.parse(readFileSync(join(webRoot, "package.json"), "utf8")) as { readonly version: string };
  if (asked.demo && !isLoopback(config.host))
    throw new SettingError(
      "the demo signs people in by link, so it runs on this machine only: leave CHANCERY_HOST out",
    );
  if (asked.since !== undefined && !asked.fsck)
    throw new SettingError("use --since with the check of the log: npm run fsck -- --since FILE");
  if ((asked.repair && !asked.fsck) || (asked["dry-run"] && !asked.repair))
    throw new SettingError("use --repair with the check of the log: npm run fsck -- --repair, or --repair --dry-run");
  const repair = asked.repair ? { isDry: asked["dry-run"] } : undefined;
  if (asked.fsck)
    process.exitCode = await checkStored({ config, version, repair, withBlobs: asked.blobs, since: asked.since });
  else if (asked["claim-link"]) process.exitCode = (await renewClaimLink({ config, version })) ? 0 : 1;
  else if (asked.reset !== undefined)
    process.exitCode = (await printResetLink({ config, version, email: asked.reset })) ? 0 : 1;
  else if (asked.recover) await recoverRoles({ config, version });
  else if (asked.backup !== undefined) await takeBackup({ config, version }, { into: asked.backup, dump: asked.dump });
  else if (asked.restore !== undefined) await restoreBackup({ config, version }, { from: asked.restore, at: asked.at });
  else await serve({ config, version, webRoot, isDemo: asked.demo });
}

// Who read the log may go: the registry serves on without one. Unheard, the error would be reported into the same pipe,
// which fails again, for ever.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

/** Node itself would print all there is in an error, statements and parameters too. */
process.on("uncaughtException", end);
main().catch(end);

function end(error: unknown): void {
  process.stderr.write(`chancery: ${scrubbed(messageOf(error))}\n`);
  process.exit(1);
}

/** What an operator can mend is told in one line; anything else with all that may be told. */
function messageOf(error: unknown): string {
  const { code = "", message = "" } = (error ?? {}) as NodeJS.ErrnoException;
  const isMendable =
    error instanceof SettingError ||
    isChanceryError(error) ||
    ["EADDRINUSE", "EADDRNOTAVAIL", "ENOTFOUND", "EACCES", "EPERM", "ENOTDIR", "EISDIR", "EROFS", "ENOSPC"].includes(
      code,
    ) ||
    code.startsWith("ERR_PARSE_ARGS");
  return isMendable ? message : linesOf(toldError(error));
}
