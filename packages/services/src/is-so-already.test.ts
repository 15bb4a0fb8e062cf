// An act that finds all as it was asked to be: it leaves no entry, and nothing that an entry would have had to tell of.
import { organisation } from "@chancery/core";
import { insertTeam, listTeams } from "@chancery/db";
import { expect, it } from "vitest";
import { z } from "zod";
import { command, isSoAlready } from "./command.ts";
import { inside } from "./describes.ts";
import { eachEngine } from "./testing/index.ts";

/** Says that the team was there, whether it makes it or not. */
const createTeam = command({
  kind: "team.created@1",
  permission: "team:create",
  input: z.strictObject({ slug: z.string(), isMade: z.boolean() }),
  output: inside,
  subject: () => Promise.resolve(organisation),
  async run({ tx, now, newId }, { slug, isMade }) {
    if (isMade) await insertTeam(tx, { id: newId(), slug, name: slug, createdAt: now });
    return { result: { slug }, audit: isSoAlready };
  },
});

eachEngine("an act", (open) => {
  it("leaves no entry where all is so already, and answers the same for its key", async () => {
    const { house, system, leaves } = await open();
    const call = { ...system, idempotencyKey: "once" };
    for (const _again of [1, 2])
      expect(await createTeam(house, call, { slug: "speech", isMade: false })).toEqual({ slug: "speech" });
    expect(await leaves()).toEqual([]);
  });

  it("that says that all is so already, and wrote something, is undone", async () => {
    const { house, system, leaves } = await open();
    const told = createTeam(house, system, { slug: "speech", isMade: true });
    await expect(told).rejects.toThrow("told by no entry");
    expect(await listTeams(house.db.read, { limit: 200 })).toEqual([]);
    expect(await leaves()).toEqual([]);
  });
});
