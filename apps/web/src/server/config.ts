// Every setting of the server in one table: name, default, meaning. Nothing else reads the environment.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

type Setting = { readonly default: string; readonly meaning: string; readonly isSecret?: true };

const dataFolder = fileURLToPath(new URL("../../../data", import.meta.url)); // from apps/web/dist/server.js: beside README.md

export const settings = {
  CHANCERY_PUBLIC_URL: { default: "http://localhost:3000", meaning: "origin people open; the only host the server answers to" },
  CHANCERY_HOST: { default: "127.0.0.1", meaning: "address to listen on" },
  CHANCERY_PORT: { default: "3000", meaning: "port to listen on" },
  CHANCERY_DATA_DIR: { default: dataFolder, meaning: "folder of the database, files, keys and newest checkpoint" },
  CHANCERY_DATABASE_URL: { default: "", meaning: "postgres://… ; empty: SQLite in the data folder", isSecret: true },
  CHANCERY_SECRET: { default: "", meaning: "32 or more characters that encrypt sessions; empty: made in the data folder (not with PostgreSQL)", isSecret: true },
  CHANCERY_LOG_ORIGIN: { default: "", meaning: "name of the audit log; empty: host of the public URL + /audit. Never changes" },
  CHANCERY_CLAIM_NAME: { default: "", meaning: "with the next two: claims a new registry without a browser" },
  CHANCERY_CLAIM_EMAIL: { default: "", meaning: "e-mail of the first admin" },
  CHANCERY_CLAIM_PASSWORD: { default: "", meaning: "password of the first admin", isSecret: true },
  CHANCERY_SECURITY_CONTACT: { default: "", meaning: "address or URL shown in /.well-known/security.txt" },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
type Environment = Readonly<Record<string, string | undefined>>;

export type Config = {
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly secret: string | undefined;
  readonly logOrigin: string;
  readonly claim: { readonly name: string; readonly email: string; readonly password: string } | undefined;
  readonly securityContact: string | undefined;
};

/** Reads and checks the settings. Throws a message for the operator that names the setting and never its secret value. */
export function readConfig(environment: Environment): Config {
  const text = (name: SettingName) => read(environment, name);
  const publicUrl = originOf(text("CHANCERY_PUBLIC_URL"));
  const [name, email, password] = [text("CHANCERY_CLAIM_NAME"), text("CHANCERY_CLAIM_EMAIL"), text("CHANCERY_CLAIM_PASSWORD")];
  if ((name || email || password) && !(name && email && password))
    throw new Error("CHANCERY_CLAIM_NAME, CHANCERY_CLAIM_EMAIL and CHANCERY_CLAIM_PASSWORD go together");
  const databaseUrl = text("CHANCERY_DATABASE_URL") || undefined;
  const secret = text("CHANCERY_SECRET") || undefined;
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error("CHANCERY_DATABASE_URL starts with postgres://");
  if (secret !== undefined && secret.length < 32) throw new Error("CHANCERY_SECRET has at least 32 characters");
  if (databaseUrl && secret === undefined) throw new Error("with PostgreSQL set CHANCERY_SECRET: every process of the registry shares it");
  return {
    publicUrl,
    host: text("CHANCERY_HOST"),
    port: portOf(text("CHANCERY_PORT")),
    dataFolder: text("CHANCERY_DATA_DIR"),
    databaseUrl,
    secret,
    logOrigin: text("CHANCERY_LOG_ORIGIN") || `${new URL(publicUrl).host}/audit`,
    claim: name ? { name, email, password } : undefined,
    securityContact: text("CHANCERY_SECURITY_CONTACT") || undefined,
  };
}

/** A setting, or the content of the file its `_FILE` twin names (secrets only), or its default. */
function read(environment: Environment, name: SettingName): string {
  const setting: Setting = settings[name];
  const file = setting.isSecret ? environment[`${name}_FILE`] : undefined;
  const value = environment[name];
  if (file && value) throw new Error(`${name} and ${name}_FILE are both set: one of them`);
  return (file ? readFileSync(file, "utf8") : (value ?? "")).trim() || setting.default;
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search || url.username)
    throw new Error("CHANCERY_PUBLIC_URL is an origin, like https://models.example");
  return url.origin;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error("CHANCERY_PORT is a port number");
  return port;
}

/** Hosts only this machine can reach. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host);

/** What `npm start -- --help` prints. */
export function helpText(): string {
  const rows = Object.entries<Setting>(settings).map(
    ([name, { default: value, meaning, isSecret }]) =>
      `  ${name.padEnd(28)}${meaning}${value ? `\n${" ".repeat(30)}default: ${value}` : ""}${isSecret ? `\n${" ".repeat(30)}or ${name}_FILE, a file that holds it` : ""}`,
  );
  return [
    "Chancery, a model registry for teams that must answer for their models.",
    "",
    "  npm start                 serve the portal and the API",
    "  npm run demo              the same on demo data, in a folder of its own",
    "  npm run fsck              read the audit log back and name the first bad entry",
    "  npm start -- --claim-link print a new claim link for a registry nobody has claimed",
    "",
    "Settings, from the environment:",
    ...rows,
    "",
  ].join("\n");
}
