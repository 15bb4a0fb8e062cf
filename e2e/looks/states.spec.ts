// What a page says when it cannot show what it holds: no permission, unknown, failed. All of it in the HTML, before any
// script runs, with the status that says so and the id of the request.
import Database from "better-sqlite3";
import { join } from "node:path";
import { expect, test, type DemoRole } from "../support/frozen-portal.ts";

test.use({ trace: "off" });

type Portal = { get(path: string, role?: DemoRole): Promise<{ readonly status: number; readonly text: string }> };

/** Status and text of a page to somebody whose browser runs no scripts. */
async function read(portal: Portal, path: string, role?: DemoRole) {
  const answer = await portal.get(path, role);
  return { status: answer.status, text: answer.text.replace(/<script\b[^]*?<\/script>/g, "").replace(/<[^>]+>/g, " ") };
}

for (const path of ["/audit", "/audit/verify", "/audit/1", "/admin/grants"])
  test(`${path} answers 403 to a contributor and names the missing right and who gives it`, async ({ portal }) => {
    const { status, text } = await read(portal, path, "contributor");
    expect(status).toBe(403);
    expect(text).toContain("You may not open this page");
    expect(text).toMatch(/To .+ takes the role (auditor|admin)/);
    expect(text).toContain("Ask an admin of this registry for the role named above");
    expect(text).toMatch(/Request\s+[0-9a-f-]{36}/);
  });

for (const path of [
  "/models/speech/no-such-model",
  "/models/speech/silero-vad/v/99",
  "/models/speech/silero-vad/v/x",
  "/promotions/999",
  "/promotions/new",
  "/datasets/nothing",
  "/no/such/address",
])
  test(`${path} answers 404 with what, why and what next`, async ({ portal }) => {
    const { status, text } = await read(portal, path, "contributor");
    expect(status).toBe(404);
    expect(text).toContain("Nothing stands under this address, or it is not visible to you");
    expect(text).toMatch(/Request\s+[0-9a-f-]{36}/);
  });

test("a spent claim address answers 404", async ({ portal }) => {
  expect((await read(portal, "/claim/code")).status).toBe(404);
});

/** Runs while a table of the server's database is out of its reach. */
async function without(dataFolder: string, table: string, act: () => Promise<void>) {
  const database = new Database(join(dataFolder, "demo", "chancery.db"), { timeout: 10_000 });
  database.pragma("legacy_alter_table = ON"); // triggers and keys go on naming it
  database.exec(`ALTER TABLE "${table}" RENAME TO "${table}_away"`);
  try {
    await act();
  } finally {
    database.exec(`ALTER TABLE "${table}_away" RENAME TO "${table}"`);
    database.close();
  }
}

test("a page whose reading fails answers 500, says that nothing changed, and names the request the log has", async ({
  portal,
}) => {
  await without(portal.server.dataFolder, "promotion", async () => {
    const { status, text } = await read(portal, "/promotions/1", "contributor");
    expect(status).toBe(500);
    expect(text).toContain("This page failed");
    const [, requestId = "none"] = /Request\s+([0-9a-f-]{36})/.exec(text) ?? [];
    expect(portal.server.output()).toContain(requestId);
  });
});

test("a part whose reading fails says so in its place, with the request id, and the rest of the page stands", async ({
  portal,
}) => {
  await without(portal.server.dataFolder, "dataset", async () => {
    const { status, text } = await read(portal, "/datasets", "contributor");
    expect(status).toBe(200);
    expect(text).toContain("The list could not be read");
    expect(text).toMatch(/Request\s+[0-9a-f-]{36}/);
    expect(text).toContain("Register a dataset");
  });
});
