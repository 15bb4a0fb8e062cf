// Starts the one process: house, machine plane, pages, timers; and stops it without losing what it acknowledged.
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { createApp } from "@chancery/api";
import { assertLogIntact, ensureInitialised, flushRefusals, makeCheckpoint, type House } from "@chancery/services";
import next from "next";
import { portalKey } from "../portal-door.ts";
import { buildHouse } from "./build-house.ts";
import { offerClaim } from "./claim-link.ts";
import { helpText, isLoopback, readConfig, type Config } from "./config.ts";
import { openDataFolder, type DataFolder } from "./data-folder.ts";
import { fsck } from "./fsck.ts";
import { createListener } from "./listener.ts";
import { createLog } from "./log.ts";
import { cookieReader, createPortal } from "./portal.ts";
import { startTimers } from "./timers.ts";

const drainMs = 20_000;

type Flags = { readonly help: boolean; readonly demo: boolean; readonly fsck: boolean; readonly "claim-link": boolean };

async function main(): Promise<void> {
  process.umask(0o077); // the database files too are for their owner alone
  const flag = { type: "boolean", default: false } as const;
  const { values: flags } = parseArgs({ options: { help: flag, demo: flag, fsck: flag, "claim-link": flag } });
  if (flags.help) return void process.stdout.write(helpText());
  const given = readConfig(process.env);
  const config = given;
  if (flags.demo && !isLoopback(config.host))
    throw new Error("demo data is served on loopback only: unset CHANCERY_HOST");
  const folder = await openDataFolder(config.dataFolder);
  const log = createLog((line) => process.stderr.write(line));
  const { house, close } = await buildHouse({ config, folder, log, clock: { now: () => new Date() } });
  await ensureInitialised(house);
  if (flags.fsck) {
    process.exitCode = (await fsck(house)) ? 0 : 1;
    return close();
  }
  const broken = await assertLogIntact(house);
  if (broken) log.error({ reason: broken }, "the log does not continue its outside checkpoint: no act is taken");
  if (flags["claim-link"]) {
    await offerClaim(house, config, folder, { isNew: true });
    return close();
  }
  await serve({ house, close, config, folder, flags });
}

type Running = {
  readonly house: House;
  readonly config: Config;
  readonly folder: DataFolder;
  readonly flags: Flags;
  close(): Promise<void>;
};

async function serve({ house, close, config, folder, flags }: Running): Promise<void> {
  const portal = createPortal(house);
  (globalThis as { [portalKey]?: unknown })[portalKey] = portal;
  const pages = next({ dev: false, dir: fileURLToPath(new URL("..", import.meta.url)) });
  await pages.prepare();
  const handle = pages.getRequestHandler();
  const app = createApp(
    { house, actorOfCookie: cookieReader(house), onStorageFailed: () => void stopAfterFault() },
    { securityContact: config.securityContact },
  );
  let isClaimed = false; // a claimed registry stays claimed
  const server = createListener({
    machine: getRequestListener((request, bindings) => app.fetch(request, bindings as HttpBindings), {
      overrideGlobalObjects: false,
    }),
    pages: (request, response) => handle(request, response),
    isClaimed: async () => (isClaimed ||= await portal.isClaimed()),
    newId: () => house.newId(),
    publicUrl: config.publicUrl,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  const timers = startTimers(house);
  const stop = once(async () => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    clearTimeout(cut);
    await timers.stop();
    await flushRefusals(house).catch((error: unknown) =>
      house.log.error({ err: error }, "refusals could not be written"),
    );
    await makeCheckpoint(house).catch((error: unknown) =>
      house.log.error({ err: error }, "no checkpoint could be made"),
    );
    await close();
    process.exit(process.exitCode ?? 0);
  });
  const stopAfterFault = () => {
    house.log.error({}, "the storage failed: stopping, because nothing that follows could be promised");
    process.exitCode = 1;
    return stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
  process.stdout.write(
    `Chancery ${house.settings.version} serves ${config.publicUrl}\nData: ${config.dataFolder}\nLog key to pin: ${house.signer.verifierKey}\n\n`,
  );
  await offerClaim(house, config, folder, { isNew: false });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

main().catch((error: unknown) => {
  process.stderr.write(`Chancery did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
