// chancery login, logout, whoami: who one is to which server, and the pin of its log.
import { password, isCancel } from "@clack/prompts";
import { ChanceryClientError, createClient } from "../../index.ts";
import { canAsk, say, type Cli } from "../cli.ts";
import { configFile, keepConfig, readConfig } from "../config.ts";
import { UsageError } from "../exit-code.ts";
import { fields } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { keyChanged, openSession, pinOf, requirePinnedKey, sameForm } from "../session.ts";

type LoginOptions = {
  readonly token?: string;
  readonly trustNewKey?: boolean;
  readonly json?: boolean;
  readonly input?: boolean;
};

export function addLogin({ program, cli, answer }: Registry): void {
  const login = program
    .command("login [url]")
    .description("sign in with an API token, and pin the key of the server's audit log")
    .option(
      "--token <token>",
      "the token; '-' reads it from stdin (CHANCERY_TOKEN or the prompt are safer: other users can see command lines)",
    )
    .option("--trust-new-key", "accept the log's new key, although another one was pinned")
    .action(async (url: string | undefined, _options: object) =>
      answer(await signIn(cli, url, login.optsWithGlobals<LoginOptions>())),
    );
  examples(login, [
    "chancery login https://models.example.org",
    "CHANCERY_TOKEN=chys_… chancery login https://models.example.org",
  ]);
  program
    .command("logout")
    .description("forget the token; the pinned key is kept")
    .action(async () => answer(await signOut(cli)));
  program
    .command("whoami")
    .description("who this token is, and which roles it has")
    .action(async () => answer(await whoami(cli)));
}

async function signIn(cli: Cli, givenUrl: string | undefined, options: LoginOptions) {
  const config = await readConfig(cli);
  const url = sameForm(givenUrl ?? cli.env["CHANCERY_URL"] ?? config?.url ?? "");
  if (url === "") throw new UsageError("name the server: chancery login URL");
  warnOfPlainHttp(cli, url);
  const info = await createClient({ url, signal: cli.signal }).info();
  if (!info.isClaimed) throw notClaimed(url);
  const pinned = pinOf(config, url);
  if (pinned !== null && pinned !== info.verifierKey && !options.trustNewKey)
    throw keyChanged({ url, pinned, now: info.verifierKey });
  const token = await readToken(cli, options);
  const me = await createClient({ url, token, signal: cli.signal }).api.me.get.query();
  const { verifierKey, origin } = info;
  const pins = { ...config?.pins, [url]: verifierKey };
  const fault = await keepConfig(cli.env, { url, token, verifierKey, origin, pins });
  if (fault !== undefined)
    say(cli, `warning: ${fault}. Nothing was saved: set CHANCERY_URL and CHANCERY_TOKEN for the next commands.`);
  return {
    json: { url, origin, verifierKey, me },
    text: `Signed in to ${url} as ${me.name}.\n${fields([
      ["log key", `${verifierKey} (${pinned === verifierKey ? "as pinned before" : "pinned now"})`],
      ["kept in", fault === undefined ? configFile(cli.env) : "nothing"],
    ])}`,
  };
}

const notClaimed = (url: string) => {
  const message = `${url} has not been claimed yet: open the link its server printed, then make a token in the portal`;
  return new ChanceryClientError("UNAVAILABLE", message, { reasons: [{ code: "not_claimed", message }] });
};

function warnOfPlainHttp(cli: Cli, url: string): void {
  if (!URL.canParse(url)) return;
  const { protocol, hostname } = new URL(url);
  if (protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
    say(cli, `warning: ${url} is not encrypted; others on the network can read the token`);
}

async function readToken(cli: Cli, options: LoginOptions): Promise<string> {
  const given = options.token === "-" ? await readAll(cli) : (options.token ?? cli.env["CHANCERY_TOKEN"]);
  const token = (given ?? (await askForToken(cli, options))).trim();
  if (token === "") throw new UsageError("the token is empty");
  return token;
}

async function readAll(cli: Cli): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of cli.input) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces).toString("utf8");
}

async function askForToken(cli: Cli, options: LoginOptions): Promise<string> {
  if (!canAsk(cli, options))
    throw new UsageError("no token: set CHANCERY_TOKEN, or give --token - and the token on stdin");
  const typed = await password({
    message: "API token (portal: Settings, Tokens)",
    mask: "•",
    input: cli.input,
    output: cli.messages,
    signal: cli.signal,
  });
  if (isCancel(typed)) throw new ChanceryClientError("CANCELLED", "cancelled");
  return typed;
}

async function signOut(cli: Cli) {
  const config = await readConfig(cli);
  const fault = config && (await keepConfig(cli.env, { ...config, token: null }));
  if (fault !== undefined) throw new ChanceryClientError("LOCAL_FILE", `the token is still there: ${fault}`);
  const url = config?.url ?? null;
  return {
    json: { url },
    text:
      url === null
        ? "Nobody was signed in."
        : `Forgot the token for ${url}. It stays valid until it is revoked in the portal.`,
  };
}

async function whoami(cli: Cli) {
  const session = await openSession(cli);
  const me = await session.client.api.me.get.query();
  const info = await requirePinnedKey(session);
  const text = fields([
    ["name", me.name],
    ["kind", me.kind],
    ["e-mail", me.email ?? undefined],
    ["server", `${session.url} (${info.version})`],
    ["log", `${info.origin}${session.pinnedKey === null ? ", key not pinned: chancery login" : ", key as pinned"}`],
    ["scopes", me.scopes.join(", ")],
    ["roles", me.grants.map((grant) => `${grant.role} of ${grant.scopeName}`).join(", ") || "none"],
    ["waiting reviews", me.waitingReviews],
  ]);
  return { json: { url: session.url, server: info, me }, text };
}
