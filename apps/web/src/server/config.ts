// Every setting: name, default, meaning. Read once, here; nothing else looks at the environment.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addressReader, type AddressOf } from "@chancery/api";
import { unknownNames } from "./names.ts";
import { SettingError } from "./setting-error.ts";

export { SettingError };

type Setting = {
  readonly name: string;
  readonly byDefault: string;
  readonly meaning: string;
  readonly isSecret?: boolean;
};
const table = [
  {
    name: "CHANCERY_PUBLIC_URL",
    byDefault: "http://localhost:<port>",
    meaning: "the address people open; https, or http on localhost",
  },
  { name: "CHANCERY_PORT", byDefault: "3000", meaning: "the port to listen on" },
  {
    name: "CHANCERY_HOST",
    byDefault: "127.0.0.1",
    meaning: "the address to listen on; 0.0.0.0 behind a proxy that speaks https",
  },
  {
    name: "CHANCERY_TRUSTED_PROXIES",
    byDefault: "",
    meaning: "addresses and networks, separated by commas, whose X-Forwarded-For is trusted; from others it is ignored",
  },
  {
    name: "CHANCERY_DATA_DIR",
    byDefault: "<repository>/data",
    meaning: "database, files, keys; readable only by its owner",
  },
  {
    name: "CHANCERY_CHECKPOINT_DIR",
    byDefault: "",
    meaning: "a folder on another disk or machine where signed checkpoints of the audit log also go",
  },
  {
    name: "CHANCERY_DATABASE_URL",
    byDefault: "SQLite in the data folder",
    meaning: "postgres://… to use PostgreSQL",
    isSecret: true,
  },
  {
    name: "CHANCERY_SECRET",
    byDefault: "created at the first start (SQLite)",
    meaning: "at least 32 characters; signs sessions and page keys",
    isSecret: true,
  },
  {
    name: "CHANCERY_LOG_ORIGIN",
    byDefault: "<host of the public URL>/audit",
    meaning: "the audit log's name, fixed by its first entry; different for every registry",
  },
  { name: "CHANCERY_CLAIM_NAME", byDefault: "", meaning: "claims a new registry unattended: the first admin's name" },
  { name: "CHANCERY_CLAIM_EMAIL", byDefault: "", meaning: "… e-mail address" },
  { name: "CHANCERY_CLAIM_PASSWORD", byDefault: "", meaning: "… and password", isSecret: true },
  {
    name: "CHANCERY_SECURITY_CONTACT",
    byDefault: "",
    meaning: "an e-mail address or URL for /.well-known/security.txt",
  },
  {
    name: "CHANCERY_SECURITY_POLICY",
    byDefault: "",
    meaning: "the URL of your disclosure policy, for /.well-known/security.txt",
  },
] as const satisfies readonly Setting[];
type Name = (typeof table)[number]["name"];

export type Claim = { readonly name: string; readonly email: string; readonly password: string };
export type Config = {
  readonly publicUrl: string;
  readonly port: number;
  readonly host: string;
  readonly addressOf: AddressOf;
  readonly dataFolder: string;
  /** Where signed checkpoints also go; undefined where no place is named. */
  readonly checkpointDir: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly secret: string | undefined;
  /** Undefined where none is set: then the public URL's host names a new log. */
  readonly logOrigin: string | undefined;
  readonly claim: Claim | undefined;
  readonly securityContact: string | undefined;
  readonly securityPolicy: string | undefined;
  /** Names in the environment that begin like a setting's and are none. */
  readonly unknownNames: readonly string[];
};

type Environment = Readonly<Record<string, string | undefined>>;
type Source = { readonly env?: Environment; readonly repository: string };

/** Reads and checks every setting. A secret may stand in a file that `<NAME>_FILE` names. Throws SettingError. */
export function readConfig({ env = process.env, repository }: Source): Config {
  const value = (name: Name) => valueOf(env, name);
  const unknown = unknownNames(Object.keys(env), knownNames);
  const port = portOf(value("CHANCERY_PORT") ?? "3000");
  const publicUrl = publicUrlOf(value("CHANCERY_PUBLIC_URL") ?? `http://localhost:${port}`);
  const databaseUrl = value("CHANCERY_DATABASE_URL");
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new SettingError("CHANCERY_DATABASE_URL must begin with postgres://; leave it out for SQLite");
  const secret = secretOf(value("CHANCERY_SECRET"));
  if (databaseUrl !== undefined && secret === undefined)
    throw new SettingError(
      "with PostgreSQL, CHANCERY_SECRET must be set: make one with `openssl rand -hex 32`, keep it, and give it to every process",
    );
  return {
    publicUrl,
    port,
    host: value("CHANCERY_HOST") ?? "127.0.0.1",
    addressOf: addressOfClients(value("CHANCERY_TRUSTED_PROXIES")),
    dataFolder: value("CHANCERY_DATA_DIR") ?? join(repository, "data"),
    checkpointDir: value("CHANCERY_CHECKPOINT_DIR"),
    databaseUrl,
    secret,
    logOrigin: originOf(value("CHANCERY_LOG_ORIGIN")),
    claim: claimOf(value),
    securityContact: contactOf(value("CHANCERY_SECURITY_CONTACT")),
    securityPolicy: policyOf(value("CHANCERY_SECURITY_POLICY")),
    unknownNames: unknown,
  };
}

const knownNames = table.flatMap(({ name, ...rest }) => ("isSecret" in rest ? [name, `${name}_FILE`] : [name]));

function valueOf(env: Environment, name: Name): string | undefined {
  const setting: Setting | undefined = table.find((candidate) => candidate.name === name);
  const direct = env[name]?.trim();
  const file = setting?.isSecret ? env[`${name}_FILE`] : undefined;
  if (direct && file) throw new SettingError(`${name} and ${name}_FILE are both set: keep one`);
  if (!file) return direct || undefined;
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch (error) {
    throw new SettingError(`${name}_FILE cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
}

function portOf(text: string): number {
  if (text.startsWith("tcp://"))
    throw new SettingError(
      "CHANCERY_PORT was set by Kubernetes for a service called chancery: set it in the container's env, or enableServiceLinks: false in the pod",
    );
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingError("CHANCERY_PORT must be a number from 1 to 65535");
}

function publicUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password || url.pathname !== "/" || url.search || url.hash)
    throw new SettingError(
      "CHANCERY_PUBLIC_URL must be an address without path, query or credentials, such as https://chancery.example",
    );
  if (url.protocol !== "https:" && !(url.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)))
    throw new SettingError(
      "CHANCERY_PUBLIC_URL must be https: over plain http, browsers keep our session cookies only on localhost",
    );
  return url.origin;
}

function addressOfClients(text = ""): AddressOf {
  const networks = text.split(",").map((network) => network.trim());
  try {
    return addressReader(networks.filter(Boolean));
  } catch (error) {
    if (error instanceof RangeError) throw new SettingError(`CHANCERY_TRUSTED_PROXIES: ${error.message}`);
    throw error;
  }
}

/** True where nobody but this machine can reach what listens there. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

function secretOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (text.length < 32) throw new SettingError("CHANCERY_SECRET must have at least 32 characters");
  if (new Set(text).size < 8 || /change.?me|example|placeholder/i.test(text))
    throw new SettingError("CHANCERY_SECRET is a sample, not a secret: make one with `openssl rand -hex 32`");
  return text;
}

function originOf(text: string | undefined): string | undefined {
  if (text === undefined || /^[^\s+\p{Cc}]{1,200}$/u.test(text)) return text;
  throw new SettingError("CHANCERY_LOG_ORIGIN must be a name without spaces and '+', such as chancery.example/audit");
}

function contactOf(text: string | undefined): string | undefined {
  if (text === undefined || /^(mailto:)?[^\s@:]+@[^\s@]+$/.test(text) || isWebAddress(text)) return text;
  throw new SettingError("CHANCERY_SECURITY_CONTACT must be an e-mail address or a URL that begins with https://");
}

function policyOf(text: string | undefined): string | undefined {
  if (text === undefined || isWebAddress(text)) return text;
  throw new SettingError("CHANCERY_SECURITY_POLICY must be a URL that begins with https://");
}

const isWebAddress = (text: string) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);

function claimOf(value: (name: Name) => string | undefined): Claim | undefined {
  const [name, email, password] = [
    value("CHANCERY_CLAIM_NAME"),
    value("CHANCERY_CLAIM_EMAIL"),
    value("CHANCERY_CLAIM_PASSWORD"),
  ];
  if (!name && !email && !password) return undefined;
  if (name && email && password) return { name, email, password };
  throw new SettingError(
    "CHANCERY_CLAIM_NAME, CHANCERY_CLAIM_EMAIL and CHANCERY_CLAIM_PASSWORD must be set together or not at all",
  );
}

/** What `--help` prints. */
export function helpText(): string {
  const lines = table.map(({ name, byDefault, meaning, ...rest }) => {
    const twin = "isSecret" in rest ? " (or in a file: _FILE)" : "";
    return `  ${name.padEnd(26)} ${meaning}${twin}\n  ${"".padEnd(26)} default: ${byDefault || "none"}`;
  });
  return `Chancery: a model registry for teams that must answer for their models

  npm start               start the server; the first start prints a link to claim the registry
  npm run demo            start with demo data in a separate folder, reachable from this machine only
  npm run fsck            check the stored audit log against itself; exit code 1 when it is damaged
  npm run fsck -- --since FILE    also check the log against a signed checkpoint you kept; exit code 2 when the file is not from this log
  npm run fsck -- --repair    correct the rows that contradict the log, then check; --dry-run only shows what it would change
  npm run fsck -- --blobs     also read every stored file back and compare it with its SHA-256
  npm start -- --claim-link   make a new claim link to replace a lost one
  npm start -- --reset EMAIL  print a link for this person to set a new password; enables the account if it was disabled
  npm start -- --recover      start roles that no one is left to confirm, without the seven-day wait
  npm start -- --help     this text

Settings, from the environment:
${lines.join("\n")}
`;
}
