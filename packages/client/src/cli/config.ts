// What `chancery login` keeps: server, token, and the key of its audit log as it was first seen. A file only its owner reads.
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ChanceryClientError } from "../index.ts";
import { say, type Cli } from "./cli.ts";

export type Config = {
  readonly url: string;
  readonly token: string | null;
  /** Pinned when this server was first signed in to. */
  readonly verifierKey: string;
  readonly origin: string;
  /** Keys of every server ever signed in to, by address: going back to one finds its pin. */
  readonly pins: Readonly<Record<string, string>>;
};

export const configFolder = (env: Cli["env"]): string =>
  join(env["XDG_CONFIG_HOME"] || join(env["HOME"] || homedir(), ".config"), "chancery");
export const configFile = (env: Cli["env"]): string => join(configFolder(env), "config.json");

const closed: ReadonlySet<string | undefined> = new Set(["EACCES", "EPERM"]);

/**
 * undefined before the first login. Throws LOCAL_FILE when the file is there and unreadable: a pin is never dropped
 * silently. A folder this user may not look into is a warning: a job brings server and token in its environment.
 */
export async function readConfig(cli: Cli): Promise<Config | undefined> {
  const { env } = cli;
  const file = configFile(env);
  try {
    const { url, token, verifierKey, origin, pins } = JSON.parse(await readFile(file, "utf8")) as Partial<Config>;
    if (url === undefined || verifierKey === undefined || origin === undefined) throw new Error("it is incomplete");
    return { url, token: token ?? null, verifierKey, origin, pins: pins ?? { [url]: verifierKey } };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (closed.has(code)) {
      say(cli, `warning: ${file} cannot be read (${code}): the log's key was not checked against a pinned key`);
      return undefined;
    }
    const message = `${file} cannot be read: ${(error as Error).message}`;
    throw new ChanceryClientError("LOCAL_FILE", message, {
      reasons: [{ code: "config_unreadable", message }],
      cause: error,
    });
  }
}

/** As `writeConfig`; in words why not, where the folder cannot be written, as in a container's read-only home. */
export const keepConfig = (env: Cli["env"], config: Config): Promise<string | undefined> =>
  writeConfig(env, config).then(
    () => undefined,
    (error: Error) => `${configFolder(env)} cannot be written: ${error.message}`,
  );

/** Written whole or not at all, mode 0600 in a folder of mode 0700. */
async function writeConfig(env: Cli["env"], config: Config): Promise<void> {
  await mkdir(configFolder(env), { recursive: true, mode: 0o700 });
  const draft = `${configFile(env)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, configFile(env));
}
