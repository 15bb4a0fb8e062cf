// Occupancies as intervals: in an exclusive stage one incumbent at any instant, even when clocks disagree.
import type { StageName } from "@chancery/core";
import { expect, it } from "vitest";
import type { Db } from "./db.ts";
import { insertModel } from "./models.ts";
import { endOccupanciesOf, enterStage, occupanciesAt, holdersOf, stagesHeldBy } from "./occupancies.ts";
import { insertTeam } from "./teams.ts";
import { open as opened } from "./handle.ts";
import { eachDatabase } from "./testing.ts";
import { insertVersion } from "./versions.ts";

const digest = "ab".repeat(32);
const modelId = "model";
const at = (second: number) => new Date(second * 1000);

async function fill(db: Db): Promise<void> {
  const made = { createdAt: at(0), createdBy: "ada" };
  await db.transaction(async (tx) => {
    await insertTeam(tx, { id: "team", slug: "speech", name: "Speech", createdAt: at(0) });
    await insertModel(
      tx,
      { id: modelId, teamId: "team", name: "vad", description: "", tags: {}, visibility: "organisation", ...made },
      () => new Error("taken"),
    );
    for (const number of [1, 2, 3])
      await insertVersion(tx, {
        id: `v${number}`,
        modelId,
        number,
        label: null,
        kind: "files",
        descriptor: null,
        params: {},
        signature: null,
        environment: {},
        answerableId: "ada",
        ...made,
      });
    const { run, t } = opened(tx);
    await run
      .insert(t.policyVersions)
      .values({ id: "policy", name: "two-person", number: 1, document: "{}", digest, createdAt: at(0) });
    for (const number of [1, 2, 3])
      await run.insert(t.promotions).values({
        id: `p${number}`,
        number,
        modelId,
        versionId: `v${number}`,
        stage: "production",
        requesterId: "ada",
        requesterAnswerableId: "ada",
        reason: "",
        policyVersionId: "policy",
        state: "executed",
        createdAt: at(0),
      });
  });
}

const enter = (db: Db, number: number, second: number, stage: StageName = "production") =>
  db.transaction((tx) =>
    enterStage(tx, {
      id: `${stage}-${number}`,
      modelId,
      versionId: `v${number}`,
      stage,
      promotionId: `p${number}`,
      at: at(second),
    }),
  );
const numbersAt = async (db: Db, second: number) =>
  (await occupanciesAt(db.read, { modelId, at: at(second), each: 20 })).map(({ versionNumber }) => versionNumber);

eachDatabase("occupancies", (open) => {
  it("hold their begin and not their end", async () => {
    const { db } = await open();
    await fill(db);
    expect(await enter(db, 1, 10)).toEqual({ supersedes: null });
    expect(await enter(db, 2, 20)).toEqual({ supersedes: "v1" });
    expect(await Promise.all([9, 10, 19, 20, 99].map((second) => numbersAt(db, second)))).toEqual([
      [],
      [1],
      [1],
      [2],
      [2],
    ]);
  });

  it("follow one another without overlap when a clock stepped back", async () => {
    const { db } = await open();
    await fill(db);
    await enter(db, 1, 20);
    expect(await enter(db, 2, 10)).toEqual({ supersedes: "v1" });
    expect(await numbersAt(db, 15)).toEqual([]);
    expect(await numbersAt(db, 20)).toEqual([1]);
    expect(await numbersAt(db, 21)).toEqual([2]);
  });

  it("end where a version is revoked, after which the stage stands empty until the next entry", async () => {
    const { db } = await open();
    await fill(db);
    await enter(db, 1, 10);
    await enter(db, 1, 10, "staging");
    await db.transaction((tx) =>
      endOccupanciesOf(tx, { versionId: "v1", stages: ["production", "staging"], at: at(30) }),
    );
    expect(await stagesHeldBy(db.read, "v1")).toEqual([]);
    expect(await enter(db, 2, 25)).toEqual({ supersedes: null });
    expect(await numbersAt(db, 30)).toEqual([2]);
  });

  it("share a stage that is not exclusive, newest first", async () => {
    const { db } = await open();
    await fill(db);
    for (const number of [1, 2, 3]) await enter(db, number, number, "development");
    expect((await holdersOf(db.read, [modelId])).map(({ number }) => number)).toEqual([3, 2, 1]);
  });
});
