// What every request must pass before anything is looked up: host, client version, origin of a write, size, claim.
import { anonymousActor, ChanceryError, refuse } from "@chancery/core";
import { serverInfo } from "@chancery/services";
import { isOwnHost, isOwnOrigin, type AppDeps, type Ctx } from "./request.ts";

/** Lets a request pass, or throws what it is refused with. */
export type Guard = (c: Ctx) => void | Promise<void>;

const maxQueryBytes = 8 * 1024;
const maxBodyBytes = 1024 * 1024;
const probes = new Set(["/healthz", "/readyz"]);

/** Only under its own name: a page elsewhere that points a name of its own at this server gets nothing (DNS rebinding). */
export const ownHostOnly: Guard = (c) => {
  const { publicUrl } = c.get("deps").house.settings;
  if (!isOwnHost(c.req.header("host") ?? new URL(c.req.url).host, publicUrl, probes.has(c.req.path)))
    throw refuse("INVALID_INPUT", "host_unknown", "this server answers only at its public URL");
};

/** A client older than the oldest served gets a named error instead of a surprise. */
export const servedClientsOnly: Guard = (c) => {
  const { oldestClient, version } = c.get("deps").house.settings;
  const client = c.req.header("chancery-client");
  if (client !== undefined && !isServed(client, oldestClient)) {
    const message = `this server (${version}) serves clients from ${oldestClient} on`;
    throw new ChanceryError("VERSION_MISMATCH", message, {
      reasons: [{ code: "client_too_old", message }],
      facts: { oldestClient, server: version },
    });
  }
};

function isServed(client: string, oldest: string): boolean {
  const [given, least] = [numbersOf(client), numbersOf(oldest)];
  if (!given || !least) return given !== undefined;
  const at = given.findIndex((number, index) => number !== least[index]);
  return at < 0 || given[at]! > least[at]!;
}
const numbersOf = (version: string) =>
  /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+].{0,100})?$/.exec(version)?.slice(1).map(Number);

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * No other site can write as the person at the browser (security.md §4e): a foreign or null Origin and a foreign Sec-Fetch-Site
 * are refused whoever asks; a request with cookies and without Authorization must name our origin and carry the header, which
 * no form can send.
 */
export const ownOriginOnly =
  (header: string, value?: string): Guard =>
  (c) => {
    if (!safeMethods.has(c.req.method)) refuseForeign(c, { header, value });
  };

type Preflighted = { readonly header: string; readonly value: string | undefined };
function refuseForeign(c: Ctx, { header, value }: Preflighted): void {
  const origin = c.req.header("origin");
  const foreign = () => refuse("FORBIDDEN", "origin_foreign", "this request comes from another site");
  if (!isOwnOrigin({ origin, site: c.req.header("sec-fetch-site") }, c.get("deps").house.settings.publicUrl))
    throw foreign();
  if (c.req.header("cookie") === undefined || c.req.header("authorization") !== undefined) return;
  const given = c.req.header(header);
  if (origin === undefined || !given || given !== (value ?? given)) throw foreign();
}

/** No longer than it needs to be, and each name at most once: two values for one name are two different requests. */
export const plainQueryOnly: Guard = (c) => {
  const at = c.req.url.indexOf("?");
  if (at < 0) return;
  const text = c.req.url.slice(at + 1);
  if (text.length > maxQueryBytes)
    throw refuse("INVALID_INPUT", "query_too_long", "the query of a request is at most 8 kB");
  const parameters = new URLSearchParams(text);
  const query = Object.fromEntries(parameters);
  if (Object.keys(query).length < parameters.size)
    throw refuse("INVALID_INPUT", "parameter_repeated", "a parameter stands more than once");
  c.set("query", query);
};

/** JSON in, and nothing larger than it needs to be. A body that does not say its length is counted as it comes. */
export const smallJsonOnly: Guard = (c) => {
  if (safeMethods.has(c.req.method)) return;
  const length = c.req.header("content-length");
  const isEmpty = length === "0" || (length === undefined && !hasBody(c));
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" && !(isEmpty && type === undefined))
    throw refuse("INVALID_INPUT", "media_type", "the body of this request is application/json");
  if (Number(length ?? 0) > maxBodyBytes) throw tooLarge();
  if (length === undefined && !isEmpty) return counted(c);
};

/** On a connection, where one comes without its length, it says so; of a DELETE the adapter makes a stream all the same. */
const hasBody = (c: Ctx): boolean =>
  c.req.raw.body !== null && (!c.env?.incoming || c.req.header("transfer-encoding") !== undefined);

const tooLarge = () => refuse("INVALID_INPUT", "body_too_large", "the body is larger than 1 MB");

async function counted(c: Ctx): Promise<void> {
  const { url, method, headers, body } = c.req.raw;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += (chunk as Uint8Array).length;
      if (size > maxBodyBytes) break;
      chunks.push(chunk as Uint8Array);
    }
  } catch {
    throw refuse("UNAVAILABLE", "request_ended", "the connection ended early");
  }
  if (size > maxBodyBytes) throw tooLarge();
  c.req.raw = new Request(url, { method, headers, body: Buffer.concat(chunks) });
}

/** Until a registry is claimed only claiming it works, and asking what it is. */
export function claimedOnly(): Guard {
  let isClaimed = false; // a claimed registry stays claimed
  const openProcedures = new Set(["identity.claim", "meta.info"]);
  const isOpen = (path: string) =>
    path === "/api/v1/info" ||
    (path.startsWith("/api/trpc/") &&
      path
        .slice("/api/trpc/".length)
        .split(",")
        .every((name) => openProcedures.has(name)));
  const letOnceClaimed = async (c: Ctx) => {
    isClaimed = await asksClaimed(c.get("deps"));
    if (!isClaimed)
      throw refuse(
        "UNAVAILABLE",
        "not_claimed",
        "this registry has not been claimed yet: open the link its server printed",
      );
  };
  return (c) => (isClaimed || isOpen(c.req.path) ? undefined : letOnceClaimed(c));
}

const asksClaimed = async ({ house }: AppDeps): Promise<boolean> =>
  (await serverInfo(house, { actor: anonymousActor, requestId: "" }, {})).isClaimed;
