// A backup taken while people work, and the registry that is made from it: all that was acknowledged, under a new log's name.
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { chancery } from "./support/cli.ts";
import { claimedBy, newToken, signIn, type Session } from "./support/http.ts";
import { person } from "./support/people.ts";
import { openPlace, runServer, startServer, type Place } from "./support/server.ts";

const olga = person("Olga Owner");
const folders: string[] = [];
const folder = async (name: string) => {
  const made = await mkdtemp(join(tmpdir(), `chancery-${name}-`));
  folders.push(made);
  return made;
};
test.afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});

test("a backup taken under writes restores all that was acknowledged, and the copy's log has a name of its own", async () => {
  test.setTimeout(240_000);
  const [original, copy] = [await openPlace(), await openPlace()];
  const server = await startServer({ place: original, env: claimedBy(olga) });
  const [work, store] = [await folder("work"), await folder("backup")];
  try {
    const session = await signIn(server.url, olga);
    await giveTeam(session);
    const cli = { cwd: work, home: join(work, "home"), env: { CHANCERY_TOKEN: await newToken(session) } };
    const at = (url: string) => ({ ...cli, env: { ...cli.env, CHANCERY_URL: url } });
    const [early, late] = [join(work, "early"), join(work, "late")];
    await push(at(server.url), "before");
    const writing = write(session, () => push(at(server.url), `during-${randomBytes(4).toString("hex")}`));

    await until(() => writing.acknowledged.length >= 10);
    // A quick machine gets here before the first checkpoint is signed.
    const keepCheckpoint = async () => (await chancery(["audit", "checkpoint", "--out", early], at(server.url))).code;
    await expect.poll(keepCheckpoint, { timeout: 60_000 }).toBe(0);
    const first = [...writing.acknowledged];
    const taken = await backUp(original, store);
    const second = [...writing.acknowledged];
    await backUp(original, store); // into the same folder: contents that are there are not copied again
    const { items: recorded } = (await session.query("audit.list", { kind: "backup" })) as Listed<{ kind: string }>;
    expect(recorded.map(({ kind }) => kind)).toEqual(["backup.taken@1", "backup.taken@1"]);
    expect(second.length, "people went on working meanwhile").toBeGreaterThan(first.length);
    await writing.stop();
    const before = await infoOf(server.url);
    await server.stop(); // and signs what was written since the backups
    await copyFile(join(original.dataFolder, "checkpoint"), late);

    await restore({ from: store, snapshot: taken, to: copy });
    const restored = await startServer({ place: copy });
    try {
      expect(await infoOf(restored.url)).toMatchObject({ origin: `${before.origin}/2`, isClaimed: true });
      const again = await signIn(restored.url, olga);
      expect(await modelNames(again), "all from before the backup").toEqual(expect.arrayContaining(first));
      for (const name of first.filter((name) => name.startsWith("pushed-")))
        expect(await digestOf(restored.url, cli.env.CHANCERY_TOKEN, name)).toBe(name.slice("pushed-".length));
      const { items } = (await again.query("audit.list", { kind: "log.restored@1" })) as Listed<{ sentence: string }>;
      expect(items).toHaveLength(1);

      const log = join(work, "log.ndjson");
      await done(["login", restored.url], at(restored.url));
      await done(["audit", "export", "--out", log], at(restored.url));
      await done(["audit", "verify", log], at(restored.url));
      await done(["audit", "verify", log, "--since", early], at(restored.url));
      // What the original signed after the backup is not in the copy, and the verdict says so.
      const lost = await chancery(["audit", "verify", log, "--since", late], at(restored.url));
      expect(lost).toMatchObject({ code: 1, stdout: expect.stringContaining("went on from a backup of") });
      expect(await runServer({ place: copy, args: ["--fsck"] })).toMatchObject({ code: 0 });
    } finally {
      await restored.stop();
    }
    expect(await runServer({ place: original, args: ["--fsck"] })).toMatchObject({ code: 0 });
  } finally {
    await server.stop();
    await original.remove();
    await copy.remove();
  }
});

test("a restore into a data folder in use, or from a damaged backup, changes nothing", async () => {
  const [original, copy] = [await openPlace(), await openPlace()];
  const server = await startServer({ place: original, env: claimedBy(olga) });
  const [work, store] = [await folder("work"), await folder("backup")];
  try {
    const session = await signIn(server.url, olga);
    await giveTeam(session);
    const env = { CHANCERY_TOKEN: await newToken(session), CHANCERY_URL: server.url };
    await push({ cwd: work, home: work, env }, "only");
    const snapshot = await backUp(original, store);
    const busy = await runServer({ place: original, args: ["--restore", store] });
    expect(busy).toMatchObject({ code: 1, output: expect.stringContaining("is not empty") });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);

    const blob = (await filesUnder(join(store, "blobs")))[0]!;
    await writeFile(blob, "rotten");
    const refused = await runServer({ place: copy, args: ["--restore", store, "--at", snapshot] });
    expect(refused.code, refused.output).toBe(1);
    expect(await readdir(copy.dataFolder)).toEqual([]);
  } finally {
    await server.stop();
    await original.remove();
    await copy.remove();
  }
});

async function done(args: readonly string[], place: CliPlace): Promise<void> {
  const { code, stdout, stderr } = await chancery(args, place);
  expect(code, `chancery ${args.join(" ")}\n${stdout}${stderr}`).toBe(0);
}

type Listed<T> = { readonly items: readonly T[]; readonly next: string | null };
type CliPlace = Parameters<typeof chancery>[1];

async function giveTeam(session: Session): Promise<void> {
  const team = (await session.mutate("teams.create", { slug: "speech", name: "Speech" })) as { readonly id: string };
  const me = (await session.query("me.get")) as { readonly id: string };
  const role = { actorId: me.id, role: "contributor", scope: "team", scopeId: team.id };
  await session.mutate("grants.give", role);
}

/** Pushes a file of random bytes as a version of `speech/pushed-<its sha256>`. */
async function push(place: CliPlace, name: string): Promise<string> {
  const bytes = randomBytes(200_000);
  const model = `pushed-${createHash("sha256").update(bytes).digest("hex")}`;
  await writeFile(join(place.cwd, `${name}.bin`), bytes);
  const pushed = await chancery(["push", `${name}.bin`, "--to", `speech/${model}`, "--no-git"], place);
  expect(pushed.code, pushed.stderr).toBe(0);
  return model;
}

/** Registers models and pushes versions until it is stopped; `acknowledged` is what was answered with success. */
function write(session: Session, pushOne: () => Promise<string>) {
  const acknowledged: string[] = [];
  let isOn = true;
  const registering = async () => {
    while (isOn) {
      const name = `made-${randomBytes(6).toString("hex")}`;
      await session.mutate("models.create", { team: "speech", name });
      acknowledged.push(name);
    }
  };
  const pushing = async () => {
    while (isOn) acknowledged.push(await pushOne());
  };
  const running = Promise.all([registering(), pushing()]);
  running.catch(() => undefined); // told by stop(); where the test failed before, its own failure is the one to tell
  return {
    acknowledged,
    async stop() {
      isOn = false;
      await running;
    },
  };
}

/** The name of the snapshot. On PostgreSQL by the recipe of docs/guides/backup.md. */
async function backUp(place: Place, store: string): Promise<string> {
  const dump = join(store, "chancery.dump");
  if (place.databaseUrl) await pgTool("pg_dump", ["--format=custom", `--file=${dump}`, place.databaseUrl]);
  const args = ["--backup", store, ...(place.databaseUrl ? ["--dump", dump] : [])];
  const done = await runServer({ place, args });
  expect(done.code, done.output).toBe(0);
  return /snapshots\/(\w+):/.exec(done.output)![1]!;
}

async function restore({ from, snapshot, to }: { from: string; snapshot: string; to: Place }): Promise<void> {
  if (to.databaseUrl) {
    const dump = join(from, "snapshots", snapshot, "chancery.dump");
    await pgTool("pg_restore", ["--exit-on-error", "--no-owner", `--dbname=${to.databaseUrl}`, dump]);
  }
  const done = await runServer({ place: to, args: ["--restore", from, "--at", snapshot] });
  expect(done.code, done.output).toBe(0);
  expect(done.output).toContain("Its audit log continues under a new name");
}

async function pgTool(name: string, args: readonly string[]): Promise<void> {
  const versions = (await readdir("/usr/lib/postgresql")).sort((a, b) => Number(b) - Number(a));
  await promisify(execFile)(`/usr/lib/postgresql/${versions[0]}/bin/${name}`, args);
}

const infoOf = async (url: string) =>
  (await (await fetch(`${url}/api/v1/info`)).json()) as { readonly origin: string; readonly isClaimed: boolean };

async function modelNames(session: Session): Promise<readonly string[]> {
  const names: string[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const input = { limit: 200, ...(after !== undefined && { after }) };
    const page = (await session.query("models.list", input)) as Listed<{ readonly name: string }>;
    names.push(...page.items.map(({ name }) => name));
    after = page.next;
  }
  return names;
}

/** SHA-256 of the bytes of the first file of version 1. */
async function digestOf(url: string, token: string, model: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const found = await fetch(`${url}/api/v1/resolve?ref=speech/${model}:1`, { headers });
  const { versionId } = (await found.json()) as { readonly versionId: string };
  const manifest = await fetch(`${url}/api/v1/versions/${versionId}/manifest`, { headers });
  const { files } = (await manifest.json()) as { readonly files: readonly { readonly path: string }[] };
  const file = await fetch(`${url}/api/v1/versions/${versionId}/files/${files[0]!.path}`, { headers });
  return createHash("sha256")
    .update(Buffer.from(await file.arrayBuffer()))
    .digest("hex");
}

async function filesUnder(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
