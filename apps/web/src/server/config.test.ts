import { mkdtempSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helpText, isLoopback, readConfig } from "./config.ts";

const read = (env: Record<string, string> = {}) => readConfig({ env, repository: "/srv/chancery" });

describe("the settings", () => {
  it("serve a registry on loopback with SQLite when nothing is set", () => {
    expect(read()).toMatchObject({
      publicUrl: "http://localhost:3000",
      host: "127.0.0.1",
      port: 3000,
      dataFolder: "/srv/chancery/data",
      databaseUrl: undefined,
      logOrigin: undefined,
    });
    expect(read({ CHANCERY_PORT: "4000" }).publicUrl).toBe("http://localhost:4000");
  });

  it("are all in the help text", () => {
    for (const name of [
      "PUBLIC_URL",
      "PORT",
      "HOST",
      "TRUSTED_PROXIES",
      "DATA_DIR",
      "DATABASE_URL",
      "SECRET",
      "LOG_ORIGIN",
      "CLAIM_NAME",
      "CLAIM_EMAIL",
      "CLAIM_PASSWORD",
      "SECURITY_CONTACT",
    ])
      expect(helpText()).toContain(`CHANCERY_${name}`);
  });

  it("take a secret from the file its _FILE twin names, and refuse both at once", () => {
    const file = join(mkdtempSync(join(tmpdir(), "chancery-config-")), "secret");
    const secret = "q8Jz0vYxN2mC4kTr6WbH1sLd9PgE3uFa";
    writeFileSync(file, `${secret}\n`);
    expect(read({ CHANCERY_SECRET_FILE: file }).secret).toBe(secret);
    expect(() => read({ CHANCERY_SECRET_FILE: file, CHANCERY_SECRET: secret })).toThrow("both set");
    expect(() => read({ CHANCERY_SECRET_FILE: "/nowhere/secret" })).toThrow("cannot be read: ENOENT");
  });

  it.each(["hunter2", "s".repeat(40), "changeme-changeme-changeme-changeme"])(
    "refuse the weak secret %s without showing it",
    (secret) => {
      const refused = () => read({ CHANCERY_SECRET: secret });
      expect(refused).toThrow(/^CHANCERY_SECRET /);
      expect(refused).not.toThrow(secret);
    },
  );

  it("refuse PostgreSQL without a shared secret", () => {
    expect(() => read({ CHANCERY_DATABASE_URL: "postgres://db/chancery" })).toThrow("CHANCERY_SECRET must be set");
  });

  it.each([
    "https://models.example/x",
    "http://models.example",
    "https://u:p@models.example",
    "ftp://localhost",
    "models.example",
  ])("refuse the public URL %s", (url) => {
    expect(() => read({ CHANCERY_PUBLIC_URL: url })).toThrow("CHANCERY_PUBLIC_URL");
  });

  it("believe the proxies they name, and refuse what is no network", () => {
    const forwarded = { socket: { remoteAddress: "10.0.0.1" }, headers: { "x-forwarded-for": "198.51.100.1" } };
    const asked = (env: Record<string, string>) => read(env).addressOf(forwarded as unknown as IncomingMessage);
    expect(asked({})).toBe("10.0.0.1");
    expect(asked({ CHANCERY_TRUSTED_PROXIES: "192.0.2.1, 10.0.0.0/24" })).toBe("198.51.100.1");
    expect(() => read({ CHANCERY_TRUSTED_PROXIES: "all" })).toThrow("CHANCERY_TRUSTED_PROXIES: all is neither");
  });

  it("refuse half a claim", () => {
    expect(() => read({ CHANCERY_CLAIM_NAME: "Ada" })).toThrow("together or not at all");
  });

  it("know loopback from everything else", () => {
    expect(["127.0.0.1", "localhost", "::1"].every(isLoopback)).toBe(true);
    expect(["0.0.0.0", "10.0.0.1", "127.0.0.1.example"].some(isLoopback)).toBe(false);
  });
});
