// A first start that fails says why in one line and leaves the disk as it was: every name, mode and byte.
import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { claimedBy } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openPlace, runServer, startServer, type Place } from "../support/server.ts";
import { mountSmallDisk } from "../support/small-disk.ts";

test.describe.configure({ timeout: 300_000 });

const isPostgres = Boolean(process.env["CHANCERY_E2E_DATABASE_URL"]);
const claim = claimedBy(person("Agnes Adler"));

/** Everything below a folder, itself included: kind, mode, and what a file holds. */
async function listing(path: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  const names = ["", ...(await readdir(path, { recursive: true }))];
  for (const name of names) {
    const at = await lstat(join(path, name));
    const mode = (at.mode & 0o7777).toString(8);
    const held = at.isFile()
      ? createHash("sha256")
          .update(await readFile(join(path, name)))
          .digest("hex")
      : "folder";
    found[name] = `${mode} ${held}`;
  }
  return found;
}

type Fault = {
  readonly name: string;
  readonly says: RegExp;
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  readonly only?: "SQLite" | "PostgreSQL";
  /** Prepares the folder above the data folder. */
  make?(above: string): Promise<unknown>;
};

const setting = (name: string, value: string, says: RegExp): Fault => ({
  name: `${name}=${value}`,
  says,
  env: { [name]: value },
});
const data = "deep/data";

const faults: readonly Fault[] = [
  setting("CHANCERY_PORT", "0", /CHANCERY_PORT must be a number/),
  setting("CHANCERY_PORT", "tcp://10.0.0.1:3000", /set by Kubernetes/),
  setting("CHANCERY_PUBLIC_URL", "http://models.example", /must be https/),
  setting("CHANCERY_HOST", "192.0.2.1", /EADDRNOTAVAIL/),
  setting("CHANCERY_TRUSTED_PROXIES", "10.0.0.0/99", /CHANCERY_TRUSTED_PROXIES/),
  setting("CHANCERY_DATABASE_URL", "mysql://db", /must begin with postgres/),
  setting("CHANCERY_SECRET", "short", /at least 32 characters/),
  setting("CHANCERY_SECRET_FILE", "/nowhere/secret", /_FILE/),
  setting("CHANCERY_LOG_ORIGIN", "a b", /name without spaces/),
  setting("CHANCERY_SECURITY_CONTACT", "call us", /e-mail address or a URL/),
  setting("CHANCERY_SECURITY_POLICY", "our wiki", /begins with https/),
  setting("CHANCERY_DATABSE_URL", "postgres://db/chancery", /not a setting: write CHANCERY_DATABASE_URL/),
  setting("CHANCERY_CLAIM_EMAIL", "", /set together or not at all/),
  setting("CHANCERY_CLAIM_EMAIL", "nobody", /email/i),
  setting("CHANCERY_CLAIM_PASSWORD", "short", /at least 12 characters/),
  {
    name: "a database that cannot be reached",
    says: /PostgreSQL cannot be reached/,
    env: {
      CHANCERY_DATABASE_URL: "postgres://nobody:hunter2hunter2@127.0.0.1:9/none",
      CHANCERY_SECRET: createHash("sha256").update("x").digest("hex"),
    },
  },
  {
    name: "a file where the data folder should be",
    says: /is not a folder/,
    make: async (above) => {
      await mkdir(join(above, "deep"));
      await writeFile(join(above, data), "here\n");
    },
  },
  {
    name: "an open folder, and a claim that is refused",
    says: /at least 12 characters/,
    env: { CHANCERY_CLAIM_PASSWORD: "short" },
    make: async (above) => {
      await mkdir(join(above, data), { recursive: true });
      await writeFile(join(above, data, "notes.txt"), "somebody else's\n");
      await chmod(join(above, data), 0o755);
    },
  },
  {
    name: "a secret of the wrong mode",
    only: "SQLite",
    says: /secret\.key can be read by others/,
    make: async (above) => {
      await mkdir(join(above, data), { recursive: true });
      await writeFile(join(above, data, "secret.key"), "x".repeat(43), { mode: 0o644 });
    },
  },
  {
    name: "a log key of the wrong size",
    says: /does not hold a key of 32 bytes/,
    make: async (above) => {
      await mkdir(join(above, data), { recursive: true });
      await writeFile(join(above, data, "log.key"), "abcd", { mode: 0o600 });
    },
  },
  {
    name: "a log key that is no text",
    says: /does not hold a key of 32 bytes/,
    make: async (above) => {
      await mkdir(join(above, data), { recursive: true });
      await writeFile(join(above, data, "log.key"), Buffer.alloc(64, 0xff), { mode: 0o600 });
    },
  },
  {
    name: "a folder where the log key should be",
    says: /EISDIR/,
    make: (above) => mkdir(join(above, data, "log.key"), { recursive: true, mode: 0o700 }),
  },
  {
    name: "something that is no database",
    only: "SQLite",
    says: /is not a SQLite database/,
    make: async (above) => {
      await mkdir(join(above, data), { recursive: true });
      await writeFile(join(above, data, "chancery.db"), "not a database at all\n".repeat(50), { mode: 0o600 });
    },
  },
  {
    name: "a link where the store's folder should be",
    says: /is not a folder/,
    make: async (above) => {
      await mkdir(join(above, data), { recursive: true });
      await writeFile(join(above, data, "blobs"), "");
    },
  },
  {
    name: "the check of a registry that is not there",
    only: "SQLite",
    args: ["--fsck"],
    says: /there is no registry in/,
  },
  { name: "a claim link for no registry", only: "SQLite", args: ["--claim-link"], says: /there is no registry in/ },
];

/** A place whose data folder lies two folders below one of its own, neither of which is there. */
async function placeIn(above: string): Promise<Place> {
  const place = await openPlace();
  return { ...place, env: { ...place.env, ...claim, CHANCERY_DATA_DIR: join(above, data) } };
}

async function expectNothingLeft({ make, env = {}, args = [], says }: Fault): Promise<void> {
  const above = await mkdtemp(join(tmpdir(), "chancery-above-"));
  const place = await placeIn(above);
  try {
    await make?.(above);
    const before = await listing(above);
    const { code, output } = await runServer({ place, env, args });
    expect(output).toMatch(says);
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).not.toContain("hunter2");
    expect(code).toBe(1);
    expect(await listing(above)).toEqual(before);
  } finally {
    await place.remove();
    await rm(above, { recursive: true, force: true });
  }
}

test("a first start on a disk that is full, wherever it begins to be, changes nothing on it", async () => {
  for (const leavingKiB of [0, 16, 64, 256, 600]) {
    const disk = await mountSmallDisk("size=8m");
    const place = await placeIn(disk.folder);
    try {
      await disk.fill(leavingKiB * 1024);
      const before = await listing(disk.folder);
      const { code, output } = await runServer({ place });
      expect(output, `${leavingKiB} KiB left`).toMatch(/full|ENOSPC|no space/);
      expect(code).toBe(1);
      expect(await listing(disk.folder), `${leavingKiB} KiB left`).toEqual(before);
    } finally {
      await place.remove();
      await disk.remove();
    }
  }
});

test("a first start on a disk that may only be read changes nothing on it", async () => {
  const disk = await mountSmallDisk("size=1m");
  const place = await placeIn(disk.folder);
  try {
    await disk.remount("ro");
    const before = await listing(disk.folder);
    const { code, output } = await runServer({ place });
    expect(output).toMatch(/cannot be created: the disk is read-only/);
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
    expect(await listing(disk.folder)).toEqual(before);
  } finally {
    await place.remove();
    await disk.remove();
  }
});

test("a first start on a port that is taken changes nothing on disk", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const env = { CHANCERY_PORT: String((other.address() as AddressInfo).port) };
  try {
    await expectNothingLeft({ name: "a port that is taken", says: /EADDRINUSE/, env });
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test("a start that fails beside a running server takes nothing from it", async () => {
  const above = await mkdtemp(join(tmpdir(), "chancery-above-"));
  const place = await placeIn(above);
  const first = await startServer({ place });
  // The running one goes on writing its database, of which the names and modes are held, and what its check finds.
  const kept = async () =>
    Object.entries(await listing(above))
      .filter(([name]) => !name.includes("check."))
      .map(([name, is]) => [name, name.includes(".db") ? is.split(" ")[0] : is]);
  try {
    const before = await kept();
    const { code, output } = await runServer({ place, env: { CHANCERY_PORT: new URL(first.url).port } });
    expect(output).toMatch(/EADDRINUSE/);
    expect(code).toBe(1);
    expect(await kept()).toEqual(expect.arrayContaining(before)); // and what the running one wrote meanwhile
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  } finally {
    await first.stop();
    await place.remove();
    await rm(above, { recursive: true, force: true });
  }
});

for (const fault of faults.filter(({ only }) => !only || (only === "PostgreSQL") === isPostgres))
  test(`a first start over ${fault.name} changes nothing on disk`, () => expectNothingLeft(fault));
