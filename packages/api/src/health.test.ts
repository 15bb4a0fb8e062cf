// Health as whoever watches the process meets it, and whom security.txt names.
import { eachEngine, type World } from "@chancery/services/testing";
import { expect, it } from "vitest";
import { origin, refusalIn, serveApp } from "./testing/serve-app.ts";

async function openHealth(open: () => Promise<World>) {
  const world = await open();
  const admin = await world.person("Grace", { role: "admin" });
  return { world, admin, ...serveApp(world) };
}

eachEngine("health", (open) => {
  it("stays ready for who reads once the log is frozen, says so, and takes no act", async () => {
    const { world, ask, query, mutate, admin } = await openHealth(open);
    expect(await (await ask("/readyz")).json()).toEqual({ status: "ready", check: null, failingJobs: [] });
    const found = { endedAt: "2026-11-29T02:00:09.000Z", rows: 12, isOk: false, firstBad: null };
    const note = {
      ...found,
      begunAt: found.endedAt,
      by: null,
      kinds: [],
      treeSize: 9,
      reach: 9,
      reasons: [{ code: "row_differs", message: "m" }],
    };
    await world.house.checkNote.write(note);
    const check = { ...found, entries: 9, codes: ["row_differs"] };
    expect(await (await ask("/readyz")).json()).toEqual({ status: "ready", check, failingJobs: [] });
    world.house.freeze.because = { code: "log_rewritten", message: "the log was rewritten" };
    expect(await (await ask("/readyz")).json()).toMatchObject({ status: "frozen", check });
    expect((await ask("/readyz")).status).toBe(200);
    expect((await query("teams.list", {}, { as: admin })).status).toBe(200);
    const answer = await mutate("teams.create", { slug: "late", name: "Late" }, { as: admin });
    expect([answer.status, (await refusalIn(answer)).reasons[0]?.code]).toEqual([503, "log_rewritten"]);
  });

  it("tells whom to tell of a fault, where a contact is set", async () => {
    const { ask } = await openHealth(open);
    expect((await ask("/.well-known/security.txt")).status).toBe(404);
  });

  it("states in security.txt what RFC 9116 asks for, current for less than a year", async () => {
    const { world } = await openHealth(open);
    const policy = "https://example.test/disclosure";
    const { ask } = serveApp(world, { securityContact: "security@example.test", securityPolicy: policy });
    const answer = await ask("/.well-known/security.txt");
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; ?charset=utf-8$/i);
    const lines = (await answer.text()).trimEnd().split("\n");
    const fields = lines.map((line) => [line.split(": ", 1)[0] ?? "", line.slice(line.indexOf(": ") + 2)] as const);
    const { Expires: expires = "", ...others } = Object.fromEntries<string>(fields);
    expect(others).toEqual({
      Contact: "mailto:security@example.test",
      Policy: policy,
      "Preferred-Languages": "en",
      Canonical: `${origin}/.well-known/security.txt`,
    });
    const days = (Date.parse(expires) - world.house.clock.now().getTime()) / 86_400_000;
    expect([days > 300, days < 365]).toEqual([true, true]);
  });
});
