// Secrets in addresses: what people paste along with a URL, and what a record that is never rewritten must not keep.
import type { z } from "zod";
import { isPasswordNamed, isSecretNamed } from "./secret-names.ts";
import { secretShapes } from "./secret-shapes.ts";

/** Accounts that everybody shares, and that tell nothing without a key. */
const sharedUsers: ReadonlySet<string> = new Set(["git", "hg", "svn"]);
/** In these the part before `@` names a container, not a user. */
const containerSchemes = /^(?:abfss?|wasbs?):$/i;
/** What browsers read as an address without two slashes too. */
const looseSchemes = /^(?:https?|wss?|ftp):$/i;

/** As above, and what databases, queues and file servers are reached by, which people write without slashes as well. */
const userSchemes =
  /^(?:https?|wss?|s?ftps?|(?:mysqlx?|mariadb|postgres(?:ql)?|pg|mssql|sqlserver|oracle|clickhouse|cockroachdb|mongodb|rediss?|valkeys?|amqps?|kafka|nats|mqtts?|ldaps?|smtps?|imaps?|ssh|svn|snowflake|elasticsearch)(?:\+[a-z0-9]{1,20})?):$/i;

/** Where a secret stands, and in words what it is; never the secret itself. */
type Secret = {
  readonly from: number;
  readonly to: number;
  readonly what: string;
  readonly as: "user" | "parameter" | "text";
};
type Reading = {
  readonly isRepository?: boolean;
  /** How many addresses this text stands in: one handed on in a parameter is looked at, and no further. */
  readonly depth?: number;
};

/**
 * The secrets of a text, in their order: of addresses wherever they stand in it, of `password=…`, and those known by their
 * form. `isRepository` knows `user@host:path` too.
 */
export function secretsIn(text: string, { depth = 0, ...reading }: Reading = {}): readonly Secret[] {
  const isRepository = reading.isRepository === true && !/\s/.test(text.trim());
  const found = [
    ...addressesIn(text, depth).flatMap(({ at, address, depth: inner }) =>
      shifted(inAddress(address, { isRepository, depth: inner }), at),
    ),
    ...(depth === 0 ? assignmentsIn(text) : []),
    ...secretShapes.flatMap(({ what, form }) =>
      [...text.matchAll(form)].map((match) => spanOf(match, { what, as: "text" as const, before: match[1] ?? "" })),
    ),
  ].sort((a, b) => a.from - b.from || b.to - a.to);
  // One inside another, or the same found twice, is one.
  const kept: Secret[] = [];
  for (const secret of found) {
    const last = kept.at(-1);
    if (!last || secret.from >= last.to) kept.push(secret);
    else if (secret.to > last.to) kept[kept.length - 1] = { ...last, to: secret.to };
  }
  return kept;
}

const shifted = (secrets: readonly Secret[], by: number) =>
  secrets.map((secret) => ({ ...secret, from: secret.from + by, to: secret.to + by }));
const spanOf = (
  match: RegExpMatchArray,
  { before, ...told }: Pick<Secret, "what" | "as"> & { readonly before: string },
): Secret => ({ ...told, from: (match.index ?? 0) + before.length, to: (match.index ?? 0) + match[0].length });

/** How far an address inside a word is read: a word of thousands of them must not be read as often. */
const mostInside = 2000;

type Read = { readonly at: number; readonly address: string; readonly depth: number };

/** Each word of a text as an address, and addresses that begin inside of one: `--db=postgres://…`, `(https://…)`. */
function addressesIn(text: string, depth: number): readonly Read[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
    const whole = { at: index, address: word, depth };
    if (depth > 0) return [whole];
    const inside = [...word.matchAll(/(?<![A-Za-z0-9+.:-])[A-Za-z][A-Za-z0-9+.-]{0,30}:[\\/]{2}/g)]
      .filter((match) => match.index > 0)
      .map((match) => ({
        at: index + match.index,
        address: word.slice(match.index, match.index + mostInside),
        depth: deepest,
      }));
    return [whole, ...inside];
  });
}

/** `password=…` of a connection string or a command, and `"password": "…"` of JSON. */
function assignmentsIn(text: string): readonly Secret[] {
  const forms = [
    /(?<![\w.?&#;=/-])((?:--?)?([A-Za-z][\w.-]{0,40})["']? ?= ?["']?)([^\s;,&"']+)/g,
    /(?<=["'])(([A-Za-z][\w.-]{0,40})["'] ?: ?["'])([^"']+)/g,
    /(?<=^|[\s;,])(([A-Za-z][\w.]{0,40})=)([^\s;,"']+)/g,
  ];
  return forms.flatMap((form) =>
    [...text.matchAll(form)].flatMap((match) => {
      const [, before = "", name = "", value = ""] = match;
      if (!isPasswordNamed(name, value)) return [];
      return [spanOf(match, { before, what: wordOf(name), as: "text" })];
    }),
  );
}

/** Secrets of a text that is one address; none in any other text. */
function inAddress(text: string, { isRepository = false, depth = 0 }: Reading): readonly Secret[] {
  const start = authorityStart(text) ?? (isRepository ? 0 : undefined);
  if (start === undefined) return dsnUserIn(text);
  const user = userIn(text, start);
  return [...(user ? [user] : []), ...parametersIn(text, { start: user?.to ?? start, depth })];
}

/** `ada:hunter2@tcp(host:3306)/models`, as drivers of Go write it. */
function dsnUserIn(text: string): readonly Secret[] {
  const user = /^[^\s:@/]{1,100}:\S{1,200}@(?=(?:tcp6?|unix)\()/.exec(text)?.[0];
  return user === undefined ? [] : [{ from: 0, to: user.length - 1, what: userWords, as: "user" }];
}

/** What stands where a secret was; a text that comes back with it holds none. */
const masked = "***";
const userWords = "a user name or password before the host";

/** Where host and user begin, after any number of schemes (`jdbc:postgresql://`); undefined where it is no address. */
function authorityStart(text: string): number | undefined {
  const slashed = /^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)*[\\/]{2,}/.exec(text);
  if (slashed) return slashed[0].length;
  const [all = "", scheme = "", nested] =
    /^\s*([A-Za-z][A-Za-z0-9+.-]*:)((?:[A-Za-z][A-Za-z0-9+.-]*:)*)[\\/]?/.exec(text) ?? [];
  if (looseSchemes.test(scheme)) return all.length - (nested?.length ?? 0);
  if (/^jdbc:$/i.test(scheme)) return all.length;
  // Without slashes, only one with a password: `redis:ada@host` may be a name with a version.
  const isDatabase = userSchemes.test(scheme) && /^[^\s:@/]*:\S+@[^\s@]/.test(text.trimStart().slice(scheme.length));
  return isDatabase ? all.length - (nested?.length ?? 0) : undefined;
}

function userIn(text: string, start: number): Secret | undefined {
  const at = userEnd(text, start);
  if (at === undefined) return undefined;
  const user = text.slice(start, at);
  const host = /^[^/?#:]*/.exec(text.slice(at + 1))?.[0] ?? "";
  if (user === "" || user === masked || sharedUsers.has(user) || /^sha\d{3}$/.test(host)) return undefined;
  const scheme = /^\s*([A-Za-z][A-Za-z0-9+.-]*:)/.exec(text)?.[1] ?? "";
  if (containerSchemes.test(scheme) && !user.includes(":")) return undefined;
  const shared = [...sharedUsers].find((name) => user.startsWith(`${name}:`));
  const from = shared === undefined ? start : start + shared.length;
  return { from, to: at, what: userWords, as: "user" };
}

/** The `@` that ends the user. A password may hold `/`, `?` and `#` by mistake: then what stands before them is no host. */
function userEnd(text: string, start: number): number | undefined {
  const rest = text.slice(start);
  // `jdbc:oracle:thin:scott/tiger@host`
  const oracle = /^\s*jdbc:oracle:/i.test(text) ? /^[^\s@/:]+\/[^\s@]+@/.exec(rest)?.[0] : undefined;
  if (oracle !== undefined) return start + oracle.length - 1;
  const authority = /^[^/?#\\\s]*/.exec(rest)?.[0] ?? "";
  if (authority.includes("@")) return start + authority.lastIndexOf("@");
  const isHost = /^(?:[^:]*|\[[^\]]*\])(?::\d*)?$/.test(authority);
  const later = /^\S*@/.exec(rest)?.[0];
  return isHost || later === undefined || start === 0 ? undefined : start + later.length - 1;
}

function parametersIn(
  text: string,
  { start, depth }: { readonly start: number; readonly depth: number },
): readonly Secret[] {
  const found: Secret[] = [];
  for (const match of text.slice(start).matchAll(/([?&#;])([^=&#;?]*)=([^&#;]*)/g)) {
    const [all, , name = "", value = ""] = match;
    const plain = decoded(value);
    const holdsOne = depth < deepest && secretsIn(plain, { depth: depth + 1 }).length > 0;
    if (!isSecretNamed(decoded(name), plain) && !holdsOne) continue;
    const to = start + match.index + all.length;
    found.push({ from: to - value.length, to, what: wordOf(name), as: "parameter" });
  }
  return found;
}

const deepest = 3;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** The name is shown only where it cannot be a secret by itself. */
const wordOf = (name: string) =>
  `the parameter ${/^[A-Za-z][A-Za-z_.-]{0,39}$/.test(name) ? name : "that holds a credential"}`;

/** The text with every secret of its address replaced by `***`. */
export const maskSecrets = (text: string): string =>
  replaced(text, secretsIn(text, { isRepository: true }), () => masked);

/** As `maskSecrets`, for a text that is not the address of a repository. */
export const maskAddresses = (text: string): string => replaced(text, secretsIn(text), () => masked);

/** The values of facts, masked. */
export const maskFacts = (facts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, maskAddresses(value)]));

/** The address of a repository without what it must not keep, and what that was in words. */
export function withoutSecrets(address: string): { readonly text: string; readonly removed: readonly string[] } {
  const secrets = secretsIn(address, { isRepository: true });
  const isShared = (secret: Secret) =>
    secret.as === "user" && /(?:^|[\\/:])(?:git|hg|svn)$/.test(address.slice(0, secret.from));
  const emptied = secrets.map((secret) => ({
    ...secret,
    from: secret.as === "parameter" ? address.slice(0, secret.from).search(/[?&#;][^?&#;]*$/) : secret.from,
    to: secret.as === "user" && !isShared(secret) ? secret.to + 1 : secret.to,
  }));
  const text = replaced(address, emptied, () => "");
  // The first parameter took its question mark along.
  return { text: text.includes("?") ? text : text.replace("&", "?"), removed: secrets.map(({ what }) => what) };
}

function replaced(text: string, secrets: readonly Secret[], by: () => string): string {
  let result = "";
  let at = 0;
  for (const { from, to } of secrets) {
    result += text.slice(at, from) + by();
    at = to;
  }
  return result + text.slice(at);
}

/** Refuses a text whose address holds a secret, and says what to remove. */
const refusing =
  (options: { readonly isRepository?: boolean }) =>
  (text: string, context: z.core.$RefinementCtx<string>): void => {
    for (const { what } of secretsIn(text, options))
      context.addIssue({
        code: "custom",
        message: `holds ${what}: remove it, because records stay readable for good`,
      });
  };
/** For text that may be an address. */
export const refuseSecrets = refusing({});
/** For the address of a repository, which may be `user@host:path`. */
export const refuseRepositorySecrets = refusing({ isRepository: true });
