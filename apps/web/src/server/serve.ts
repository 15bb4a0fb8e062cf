// From settings to a listening server, and back: start, claim, serve, drain.
import { existsSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { createApp } from "@chancery/api";
import {
  assertLogIntact,
  ensureInitialised,
  ensurePolicyAdopted,
  flushRefusals,
  makeCheckpoint,
  readLogOnce,
  tellUntold,
  type House,
} from "@chancery/services";
import next from "next";
import { abandon, buildHouse, refuseOtherBeginning } from "./build-house.ts";
import { claimUnattended, dropLinkOnceClaimed, offerClaim } from "./claim.ts";
import { SettingError, type Config } from "./config.ts";
import { openDataFolder } from "./data-folder.ts";
import { fillDemo, offerSignIn } from "./demo.ts";
import { frontDoor } from "./front-door.ts";
import { hashWorker } from "./hash-worker.ts";
import { drain, listen } from "./http-server.ts";
import { createLogger, tameConsole } from "./logger.ts";
import { createJudge } from "./passwords/judge.ts";
import { openPortal } from "./open-portal.ts";
import { createTexts, type Texts } from "./texts/texts.ts";
import { startChecking, startFilling, startTimers } from "./timers.ts";

type Start = { readonly config: Config; readonly version: string; readonly webRoot: string; readonly isDemo: boolean };

/** Resolves once it listens. It ends on SIGTERM and SIGINT, or at once with exit code 1 when the disk fails under it. */
export async function serve({ config, version, webRoot, isDemo }: Start): Promise<void> {
  const log = createLogger();
  tameConsole(log);
  // Nothing is answered, written or signed any more: what an earlier sync promised may be lost, and a later one would not say so.
  const onDiskFailure = () => {
    log.error({}, "the disk failed: the server stops; start it again once the disk is repaired");
    process.exit(1);
  };
  // What can be refused without looking at what is stored comes first: pages that were not built, an address in use.
  if (!existsSync(join(webRoot, ".next/BUILD_ID")))
    throw new SettingError("the portal is not built: run npm run build");
  const doors = { open: notYet };
  const server = await listen((request, response) => doors.open(request, response), config);
  const folder = await openDataFolder(config.dataFolder);
  const texts = createTexts({
    worker: pathToFileURL(join(webRoot, "dist/text-worker.js")),
    onFailure: (error) => log.error({ err: error }, "the thread that formats texts failed"),
  });
  const judge = createJudge(pathToFileURL(join(webRoot, "dist/password-worker.js")));
  const house = await buildHouse({ config, folder, log, version, onDiskFailure, texts, judge });
  const { guests, isFirst } = await begin(house, isDemo).catch((error: unknown) =>
    abandon({ db: house.db, folder }, error),
  );
  if (isFirst) await refuseOtherBeginning(house);
  if (!isDemo) await claimUnattended(house, config.claim);
  const rooms = {
    pages: await preparePages(webRoot),
    hashWorker: await hashWorker(join(webRoot, "dist/hash-worker.js")),
  };
  doors.open = openDoors({ house, texts, config, ...rooms, onDiskFailure });
  const stopTimers = startTimers(house);
  const stopFilling = startFilling(house);
  const stopChecking = startChecking(house);
  void readLogOnce(house); // before the first act would
  const end = once(
    () => void closeDown(house, [() => texts.stop(), () => drain(server), stopChecking, stopTimers, stopFilling]),
  );
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.stdout.write(
    `Chancery ${version} serves ${config.publicUrl}\nData folder: ${config.dataFolder}\nKey of the audit log, to pin: ${house.signer.verifierKey}\n\n`,
  );
  const risk = isDemo ? undefined : await house.whyNotApart();
  if (risk !== undefined) process.stdout.write(`${risk}\n\n`);
  if (guests) await offerSignIn(house, guests);
  else if (await offerClaim({ house, folder })) dropLinkOnceClaimed(house, folder);
}

/** The registry's first entry, or the check of those it has; the demo's people, where it is one. */
async function begin(house: House, isDemo: boolean) {
  await assertLogIntact(house);
  const guests = isDemo ? await fillDemo(house) : undefined;
  const isFirst = !house.freeze.because && (await ensureInitialised(house));
  if (!house.freeze.because) await tellWhatNobodyDid(house);
  return { guests, isFirst };
}

/** Rows from before entries told of rows, what an upgrade's migration brought, and the policy that came with it. */
async function tellWhatNobodyDid(house: House) {
  const { before, migrated } = await tellUntold(house);
  if (before > 0) house.log.info({ rows: before }, "the log now covers every earlier row");
  if (migrated > 0) house.log.info({ rows: migrated }, "the log now covers the changes of the upgrade");
  if (await ensurePolicyAdopted(house)) house.log.info({}, "the policy of this version of Chancery is now in force");
}

type Pages = Parameters<typeof frontDoor>[0]["pages"];

/** Next's handler of pages. It would take upgrades on the server of its first request; on this one, which never listens, none arrives. */
async function preparePages(webRoot: string): Promise<Pages> {
  const nextServer = next({ dev: false, dir: webRoot, httpServer: createServer() });
  await nextServer.prepare();
  return nextServer.getRequestHandler();
}

/** Until what is stored is open: nobody is kept waiting, and everybody may ask again. */
const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "1",
    Connection: "close",
  });
  response.end("This registry is starting: try again in a moment.\n");
};

type Doors = {
  readonly house: House;
  readonly texts: Texts;
  readonly config: Config;
  readonly pages: Pages;
  readonly hashWorker: RequestListener;
  onDiskFailure(): void;
};

function openDoors({ house, texts, config, pages, hashWorker, onDiskFailure }: Doors): RequestListener {
  const portal = openPortal(house, texts);
  const { publicUrl, securityContact, securityPolicy, addressOf } = config;
  const app = createApp(
    { house, actorOfCookie: portal.actorOf, addressOf, onStorageFailed: onDiskFailure },
    { securityContact, securityPolicy },
  );
  // Next has its own Request and Response in this process: ours must not replace them.
  const api = getRequestListener((request, bindings) => app.fetch(request, bindings as HttpBindings), {
    overrideGlobalObjects: false,
    autoCleanupIncoming: false, // it reads on for half a second, whatever comes: see linger.ts
  });
  return frontDoor({
    api,
    pages,
    hashWorker,
    publicUrl,
    addressOf,
    isClaimed: () => portal.isClaimed(),
    newId: () => house.newId(),
  });
}

async function closeDown(house: House, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const last = [...steps, () => flushRefusals(house), () => makeCheckpoint(house), () => house.db.close()];
  for (const step of last)
    await step().catch((error: unknown) =>
      house.log.error({ err: error }, "a step of the shutdown failed; the shutdown continues"),
    );
  process.exit(0);
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
