// Names under which secrets are handed over, as programs write them: `api_key_v2`, `DB_PASSWORD`, `X-Amz-Signature`.

/**
 * Whole names, without case, `-`, `_` and `.`. From RFC 6750 §2.3 and OAuth 2.0, signed URLs of AWS, Google Cloud and
 * Azure (SAS: `sig`; Functions: `code`), tokens of Git hosts, and the drivers of databases.
 */
const wholeNames: ReadonlySet<string> = new Set(
  `key code sig sas auth authorization jwt assertion pass passwd pwd pw pat passphrase hmac otp totp bearer cookie
   accesskeyid awsaccesskeyid ocpapimsubscriptionkey phpsessid jsessionid aspsessionid aspnetsessionid sessid connectsid
   personalaccesstoken`.split(/\s+/),
);
/** Vendors prefix these: `private_token`, `sslpassword`, `client_secret`. */
const endings =
  /(?:token|secret|password|passwd|pwd|passwort|passphrase|passcode|apikey|signature|credentials?|creds)$/;
/** Wherever they stand in a name: `secret_id`, `password_confirm`. The word lists of gitleaks and TruffleHog are the source. */
const anywhere =
  /(?:^| )(?:secrets?|passwords?|passwd|passphrase|passcode|credentials?|creds|apikeys?|sessionid|(?:session|php) id|(?:access|account|api|app|application|auth|client|consumer|deploy|encryption|function|functions|hmac|license|master|private|secret|service|session|shared|shared access|secret access|signing|ssh|storage|subscription|webhook|write) key|(?:access|auth|authorization|oauth) code|(?:access|accountkey|auth|private|secret|shared) ?key|(?:token|jwt) (?:id|hash))(?: |$)/;
/** The last word of names that are more often something else: only a long value of one run of characters is a secret there. */
const atTheEnd = /(?: pat| pw|(?:^| )[a-z]*pass)$/;

/** Words after which a name is about a secret and is none: `token_type`, `password_policy`. */
const aboutIt: ReadonlySet<string> = new Set(
  `type types name names count length len size limit min max policy rate ratio format expiry expires expired expire
   expiration in at ttl url uri endpoint scope scopes issuer provider source file path dir budget window mode kind status
   location store manager required enabled algorithm alg method hint date field header headers column var ref arn`.split(
    /\s+/,
  ),
);
/** Words that make a name no other: `api_key_v2`, `token_prod`. */
const qualifiers =
  /^(?:v|v?\d+|value|b64|base64|hex|enc|encrypted|raw|old|new|prod|dev|test|staging|live|primary|secondary)$/;
/** Tokens of lists and of language models. */
const otherTokens =
  /(?:^| )(?:page|next|continuation|sync|pad|padding|eos|bos|mask|unk|cls|sep|stop|special|image|end|start|prompt) token$/;

/** What stands for a value, or says only yes, no or how many. */
const placeholder = /^(?:\$?\{+[\w .-]*\}+|<[\w .-]+>|\$[A-Z_]{3,}|%[A-Z_]{3,}%|\*{3,}|x{3,}|\.{3}|\[?redacted\]?)$/i;
const plainValue = /^(?:true|false|yes|no|on|off|none|null|\d{1,3})$/i;
const longRun = /^[\w+/=~.-]{8,}$/;

/** True where a value under this name lets somebody in. */
export function isSecretNamed(name: string, value: string): boolean {
  if (value === "" || placeholder.test(value)) return false;
  const words = wordsOf(name);
  if (wholeNames.has(words.join(""))) return true;
  while (words.length > 1 && qualifiers.test(words.at(-1) ?? "")) words.pop();
  const spaced = words.join(" ");
  if (plainValue.test(value) || aboutIt.has(words.at(-1) ?? "") || otherTokens.test(spaced)) return false;
  if (endings.test(words.join("")) || anywhere.test(spaced)) return true;
  return atTheEnd.test(spaced) && longRun.test(value);
}

/** A secret by whatever it is called in a text, where `key=` and `code=` are daily words. */
export const isPasswordNamed = (name: string, value: string): boolean =>
  !/^(?:key|code|auth|sig|sas|pass|pat|pw|cookie|hmac)$/i.test(name) &&
  !(/^pwd$/i.test(name) && /^[./~]/.test(value)) &&
  isSecretNamed(name, value);

/** The words of a name, in lower case; a number at the end of one is a word. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .replace(/([a-z])(v?\d+)(?![a-z\d])/g, "$1 $2")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
