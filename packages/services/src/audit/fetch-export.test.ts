// An export that was made is fetched again: the same entries, whatever the log holds by now.
import { createExportVerifier } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { createTeam } from "../teams/create.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { createExport, exportLog } from "./export.ts";
import { fetchExport } from "./fetch-export.ts";

async function openLog(world: World) {
  const { house, call } = world;
  const admin = call(await world.person("Grace Hopper", { role: "admin" }));
  const auditor = call(await world.person("Aud Itor", { role: "auditor" }));
  const team = (slug: string) => createTeam(house, admin, { slug, name: slug });
  await team("speech");
  await team("vision");
  return { world, house, admin, auditor, team };
}

async function linesOf(lines: Promise<AsyncIterable<string>>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const line of await lines) all.push(line);
  return all;
}

/** Lines without the ids and times that are given out with each copy. */
const lasting = (lines: readonly string[]) => lines.map((line) => line.replace(/"id":"[^"]+"|"time":"[^"]+"/g, ""));

function verdictOn(lines: readonly string[], verifierKey: string) {
  const verifier = createExportVerifier({ verifierKey });
  for (const line of lines) verifier.push(line);
  return verifier.finish();
}

eachEngine("an export that was made", (open) => {
  it("is fetched as it was, all of it or what its filter found, after the log grew", async () => {
    const { house, auditor, team } = await openLog(await open());
    for (const asked of [{}, { kind: "team", q: "Grace" }, { kind: "team", disclosures: true }]) {
      const made = await createExport(house, auditor, asked);
      const first = await linesOf(fetchExport(house, auditor, { entry: made.entry }));
      await team(`team-${made.entry}`);
      const second = await linesOf(fetchExport(house, auditor, { entry: made.entry }));
      expect(lasting(second)).toEqual(lasting(first));
      expect(verdictOn(second, house.signer.verifierKey)).toMatchObject({ ok: true });
      expect(second.some((line) => line.includes(`team-${made.entry}`))).toBe(false);
    }
  });

  it("holds what asking for it at once answered", async () => {
    const { house, auditor } = await openLog(await open());
    const atOnce = await linesOf(exportLog(house, auditor, { kind: "team", q: "Grace" }));
    const verdict = verdictOn(atOnce, house.signer.verifierKey);
    const entry = verdict.ok ? verdict.found?.entry : undefined;
    expect(lasting(await linesOf(fetchExport(house, auditor, { entry })))).toEqual(lasting(atOnce));
  });

  it("is fetched by who made it, and by nobody else", async () => {
    const { house, auditor, admin } = await openLog(await open());
    const { entry } = await createExport(house, auditor, { disclosures: true });
    await expect(fetchExport(house, admin, { entry })).rejects.toEqual(refusal("FORBIDDEN", "export_of_another"));
    await expect(fetchExport(house, auditor, { entry: 0 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(fetchExport(house, auditor, { entry: 999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is refused once the names its filter goes by have changed", async () => {
    const { house, auditor, world } = await openLog(await open());
    const { entry, found } = await createExport(house, auditor, { actor: "Grace", kind: "team" });
    expect(found).toBe(2);
    await meddle(world.location, "UPDATE actor SET name = 'Someone' WHERE name = 'Grace Hopper'");
    await expect(fetchExport(house, auditor, { entry })).rejects.toEqual(refusal("CONFLICT", "export_changed"));
  });
});
