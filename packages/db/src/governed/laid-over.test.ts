// Rows seen in place of those that stand: every query sees them, and nothing is written.
import { expect, it } from "vitest";
import type { Db } from "../db.ts";
import { insertModel, modelById } from "../models.ts";
import { insertTeam, teamBySlug } from "../teams.ts";
import { eachDatabase } from "../testing.ts";
import { governedTables } from "./tables.ts";
import { governedRow, governedRows } from "./written.ts";

const at = new Date(1000);
const fill = (db: Db) =>
  db.transaction(async (tx) => {
    await insertTeam(tx, { id: "team", slug: "speech", name: "Speech", createdAt: at });
    const model = { id: "model", teamId: "team", name: "vad", description: "", tags: { task: "vad" } };
    await insertModel(
      tx,
      { ...model, visibility: "organisation", createdAt: at, createdBy: "ada" },
      () => new Error("taken"),
    );
  });
const team = { table: "teams", id: "team" } as const;
const model = { table: "models", id: "model" } as const;

eachDatabase("rows laid over a table", (open) => {
  it("are seen by every query in place of those that stand, and nothing is written", async () => {
    const { db } = await open();
    await fill(db);
    const row = await governedRow(db.read, team);
    const rows = [
      { ...team, row, columns: { slug: "hearing" } },
      { ...model, row: await governedRow(db.read, model), columns: { createdAt: "2026-01-01T00:00:00.000Z" } },
    ];
    const seen = await db.readingAs(rows, async (reader) => ({
      model: await modelById(reader, "model"),
      team: await teamBySlug(reader, "hearing"),
      former: await teamBySlug(reader, "speech"),
    }));
    expect(seen.model).toMatchObject({ teamSlug: "hearing", tags: { task: "vad" }, createdAt: new Date("2026-01-01") });
    expect(seen.team).toMatchObject({ id: "team", name: "Speech" });
    expect(seen.former).toBeUndefined();
    expect(await governedRow(db.read, team)).toEqual(row);
    expect(await db.readingAs([], (reader) => governedRow(reader, team))).toEqual(row);
  });

  it("bring back what is gone, and leave out what is not to be seen", async () => {
    const { db } = await open();
    await fill(db);
    const other = { id: "other", slug: "vision", name: "Vision", createdAt: at.toISOString() };
    const rows = [
      { ...team, row: await governedRow(db.read, team), columns: null },
      { table: "teams", id: "other", row: undefined, columns: other } as const,
    ];
    const seen = await db.readingAs(rows, (reader) =>
      governedRows(reader, { table: "teams", after: undefined, limit: 9 }),
    );
    expect(seen).toEqual([{ ...other, createdAt: at }]);
    expect(await db.readingAs(rows, (reader) => modelById(reader, "model"))).toBeUndefined(); // its team is left out
  });

  it("can be of any table that the log answers for", async () => {
    const { db } = await open();
    const rows = governedTables.map((table) => ({ table, id: "some/7", row: undefined, columns: null }));
    await db.readingAs(rows, async (reader) => {
      for (const table of governedTables)
        expect(await governedRow(reader, { table, id: "some/7" }), table).toBeUndefined();
    });
  });
});
