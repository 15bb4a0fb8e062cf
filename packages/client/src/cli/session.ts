// The server a command talks to, and as whom: CHANCERY_URL and CHANCERY_TOKEN over what `chancery login` kept.
import { ChanceryClientError, createClient, type Client, type ServerInfo } from "../index.ts";
import type { Cli } from "./cli.ts";
import { readConfig, type Config } from "./config.ts";

export type Session = {
  readonly client: Client;
  readonly url: string;
  /** The log's key as first seen; null for a server never signed in to. */ readonly pinnedKey: string | null;
};

/** Throws UNAUTHENTICATED when no server or no token is known. */
export async function openSession(cli: Cli): Promise<Session> {
  const config = await readConfig(cli);
  const url = sameForm(cli.env["CHANCERY_URL"] || config?.url || "");
  if (url === "") throw signIn("no server is known yet");
  // A token goes to the server it was given for, and nowhere else.
  const token = cli.env["CHANCERY_TOKEN"] || (config?.url === url ? config.token : null);
  if (!token) throw signIn(`not signed in to ${url}`);
  return { client: createClient({ url, token, signal: cli.signal }), url, pinnedKey: pinOf(config, url) };
}

export const sameForm = (url: string): string => url.trim().replace(/\/+$/, "");
export const pinOf = (config: Config | undefined, url: string): string | null =>
  config && Object.hasOwn(config.pins, url) ? (config.pins[url] ?? null) : null;

/** Asks the server who it is. Throws INTEGRITY when its log has another key than the pinned one. */
export async function requirePinnedKey({ client, pinnedKey, url }: Session): Promise<ServerInfo> {
  const info = await client.info();
  if (pinnedKey !== null && info.verifierKey !== pinnedKey)
    throw keyChanged({ url, pinned: pinnedKey, now: info.verifierKey });
  return info;
}

/** Loud on purpose: whoever can swap the key can rewrite the log. */
export function keyChanged({
  url,
  pinned,
  now,
}: {
  readonly url: string;
  readonly pinned: string;
  readonly now: string;
}): ChanceryClientError {
  const message = `THE KEY OF THE AUDIT LOG OF ${url} HAS CHANGED. Either it was replaced on purpose, or someone else answers, or the log was rewritten.`;
  return new ChanceryClientError(
    "INTEGRITY",
    `${message}\n  pinned  ${pinned}\n  now     ${now}\n  Ask the people who run the registry, over another channel. If the change was intended:  chancery login ${url} --trust-new-key`,
    {
      reasons: [{ code: "log_key_changed", message }],
      facts: { pinned, now },
    },
  );
}

const signIn = (message: string) =>
  new ChanceryClientError("UNAUTHENTICATED", message, { reasons: [{ code: "not_signed_in", message }] });
