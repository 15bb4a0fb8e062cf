// Secrets in addresses: what people paste along with a URL, and what a record that is never rewritten must not keep.
import type { z } from "zod";

/**
 * Parameters whose value lets somebody in, without case, `-`, `_` and `.`. From RFC 6750 §2.3 and OAuth 2.0, signed URLs
 * of AWS, Google Cloud and Azure (SAS: `sig`; Functions: `code`), tokens of Git hosts, and the drivers of databases.
 */
const secretNames: ReadonlySet<string> = new Set(
  `key code sig sas auth authorization jwt assertion pass passwd pwd passphrase hmac otp bearer
   apikey authkey accesskey accountkey sharedkey sharedaccesskey secretkey secretaccesskey privatekey subscriptionkey
   accesskeyid awsaccesskeyid awssecretaccesskey ocpapimsubscriptionkey`.split(/\s+/),
);
/** Vendors prefix these: `X-Amz-Signature`, `private_token`, `sslpassword`, `client_secret`. */
const secretEndings = /(?:token|secret|password|apikey|signature|credentials?)$/;

/** Accounts that everybody shares, and that tell nothing without a key. */
const sharedUsers: ReadonlySet<string> = new Set(["git", "hg", "svn"]);
/** In these the part before `@` names a container, not a user. */
const containerSchemes = /^(?:abfss?|wasbs?):$/i;
/** What browsers read as an address without two slashes too. */
const looseSchemes = /^(?:https?|wss?|ftp):$/i;

/** Where a secret stands, and in words what it is; never the secret itself. */
type Secret = { readonly from: number; readonly to: number; readonly what: string; readonly isUser: boolean };

/** Secrets of a text that is one address; none in any other text. `isRepository` knows `user@host:path` too. */
export function secretsIn(
  text: string,
  { isRepository = false }: { readonly isRepository?: boolean } = {},
): readonly Secret[] {
  const start = authorityStart(text) ?? (isRepository ? 0 : undefined);
  if (start === undefined) return [];
  const user = userIn(text, start);
  return [...(user ? [user] : []), ...parametersIn(text, user?.to ?? start)];
}

/** Where host and user begin, after any number of schemes (`jdbc:postgresql://`); undefined where it is no address. */
function authorityStart(text: string): number | undefined {
  const slashed = /^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)*[\\/]{2,}/.exec(text);
  if (slashed) return slashed[0].length;
  const [all = "", scheme = "", nested] =
    /^\s*([A-Za-z][A-Za-z0-9+.-]*:)((?:[A-Za-z][A-Za-z0-9+.-]*:)*)[\\/]?/.exec(text) ?? [];
  if (looseSchemes.test(scheme)) return all.length - (nested?.length ?? 0);
  return /^jdbc:$/i.test(scheme) ? all.length : undefined;
}

function userIn(text: string, start: number): Secret | undefined {
  const at = userEnd(text, start);
  if (at === undefined) return undefined;
  const user = text.slice(start, at);
  const host = /^[^/?#:]*/.exec(text.slice(at + 1))?.[0] ?? "";
  if (user === "" || sharedUsers.has(user) || /^sha\d{3}$/.test(host)) return undefined;
  const scheme = /^\s*([A-Za-z][A-Za-z0-9+.-]*:)/.exec(text)?.[1] ?? "";
  if (containerSchemes.test(scheme) && !user.includes(":")) return undefined;
  const shared = [...sharedUsers].find((name) => user.startsWith(`${name}:`));
  const from = shared === undefined ? start : start + shared.length;
  return { from, to: at, what: "a user name or password before the host", isUser: true };
}

/** The `@` that ends the user. A password may hold `/`, `?` and `#` by mistake: then what stands before them is no host. */
function userEnd(text: string, start: number): number | undefined {
  const rest = text.slice(start);
  const authority = /^[^/?#\\\s]*/.exec(rest)?.[0] ?? "";
  if (authority.includes("@")) return start + authority.lastIndexOf("@");
  const isHost = /^(?:[^:]*|\[[^\]]*\])(?::\d*)?$/.test(authority);
  const later = /^\S*@/.exec(rest)?.[0];
  return isHost || later === undefined || start === 0 ? undefined : start + later.length - 1;
}

function parametersIn(text: string, start: number): readonly Secret[] {
  const found: Secret[] = [];
  for (const match of text.slice(start).matchAll(/([?&#;])([^=&#;?]*)=([^&#;]*)/g)) {
    const [all, , name = "", value = ""] = match;
    const isSecret = isSecretName(name) || secretsIn(decoded(value)).length > 0;
    if (value === "" || !isSecret) continue;
    const to = start + match.index + all.length;
    found.push({ from: to - value.length, to, what: `the parameter ${wordOf(name)}`, isUser: false });
  }
  return found;
}

function isSecretName(name: string): boolean {
  const plain = decoded(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  return secretNames.has(plain) || secretEndings.test(plain);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** The name is shown only where it cannot be a secret by itself. */
const wordOf = (name: string) => (/^[A-Za-z][A-Za-z_.-]{0,39}$/.test(name) ? name : "that holds a credential");

/** The text with every secret of its address replaced by `***`. */
export const maskSecrets = (text: string): string =>
  replaced(text, secretsIn(text, { isRepository: true }), () => "***");

/** As `maskSecrets`, for every address in a text of several words. */
export const maskAddresses = (text: string): string =>
  text.replace(/\S+/g, (word) => replaced(word, secretsIn(word), () => "***"));

/** The values of facts, masked. */
export const maskFacts = (facts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, maskAddresses(value)]));

/** The address of a repository without what it must not keep, and what that was in words. */
export function withoutSecrets(address: string): { readonly text: string; readonly removed: readonly string[] } {
  const secrets = secretsIn(address, { isRepository: true });
  const isShared = (secret: Secret) =>
    secret.isUser && /(?:^|[\\/:])(?:git|hg|svn)$/.test(address.slice(0, secret.from));
  const emptied = secrets.map((secret) => ({
    ...secret,
    from: secret.isUser ? secret.from : address.slice(0, secret.from).search(/[?&#;][^?&#;]*$/),
    to: secret.isUser && !isShared(secret) ? secret.to + 1 : secret.to,
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
        message: `holds ${what}: remove it, because what is recorded stays readable`,
      });
  };
/** For text that may be an address. */
export const refuseSecrets = refusing({});
/** For the address of a repository, which may be `user@host:path`. */
export const refuseRepositorySecrets = refusing({ isRepository: true });
