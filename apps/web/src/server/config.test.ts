import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helpText, isLoopback, readConfig, settings } from "./config.ts";

describe("the settings", () => {
  it("serve a registry on loopback with SQLite when nothing is set", () => {
    expect(readConfig({})).toMatchObject({
      publicUrl: "http://localhost:3000",
      host: "127.0.0.1",
      port: 3000,
      databaseUrl: undefined,
      logOrigin: "localhost:3000/audit",
    });
  });
  it("are all in the help text", () => {
    for (const name of Object.keys(settings)) expect(helpText()).toContain(name);
  });
  it("take a secret from the file its _FILE twin names", () => {
    const file = join(mkdtempSync(join(tmpdir(), "chancery-config-")), "secret");
    writeFileSync(file, `${"s".repeat(40)}\n`);
    expect(readConfig({ CHANCERY_SECRET_FILE: file }).secret).toBe("s".repeat(40));
    expect(() => readConfig({ CHANCERY_SECRET_FILE: file, CHANCERY_SECRET: "x".repeat(32) })).toThrow("both set");
  });
  it("refuse a short secret without showing it", () => {
    expect(() => readConfig({ CHANCERY_SECRET: "hunter2" })).toThrow(/^CHANCERY_SECRET has at least 32 characters$/);
  });
  it("refuse PostgreSQL without a shared secret", () => {
    expect(() => readConfig({ CHANCERY_DATABASE_URL: "postgres://db/chancery" })).toThrow("set CHANCERY_SECRET");
  });
  it("refuse a public URL with a path, and half a claim", () => {
    expect(() => readConfig({ CHANCERY_PUBLIC_URL: "https://models.example/x" })).toThrow("CHANCERY_PUBLIC_URL");
    expect(() => readConfig({ CHANCERY_CLAIM_NAME: "Ada" })).toThrow("go together");
  });
  it("know loopback from everything else", () => {
    expect(["127.0.0.1", "localhost", "::1"].every(isLoopback)).toBe(true);
    expect(["0.0.0.0", "10.0.0.1", "127.0.0.1.example"].some(isLoopback)).toBe(false);
  });
});
