// What was edited with SQL is shown as such: every view that rests on the row names it, with an alarm.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { takeBaseline } from "./baseline.ts";

type Told = Scene & {
  readonly alarms: readonly object[];
  /** In production; asked for by Ada, approved by Rita. */
  readonly first: { readonly id: string; readonly promotion: Asked };
  /** Asked for, not decided on; Rolf asks for changes. */
  readonly second: { readonly id: string; readonly promotion: Asked };
};
type Asked = { readonly id: string; readonly number: number };

async function openTold(world: World): Promise<Told> {
  const alarms: object[] = [];
  const log = { info: () => undefined, error: (facts: object) => void alarms.push(facts) };
  const scene = await openScene({ ...world, house: { ...world.house, log } });
  const [one, two] = [await scene.version(), await scene.version()];
  const entered = await scene.promote(one.id);
  const asked = await scene.ask(two.id);
  await scene.vote(asked, scene.rolf, "request-changes");
  await takeBaseline(scene.house);
  return {
    ...scene,
    alarms,
    first: { id: one.id, promotion: entered },
    second: { id: two.id, promotion: asked },
  };
}

const forgedVote = ({ second, rita }: Told) =>
  `INSERT INTO vote (id, promotion_id, voter_id, decision, meaning, note, printed_name, digests, dossier_revision, created_at)
   SELECT 'forged', '${second.promotion.id}', '${rita.id}', 'approve', 'approval', '', 'Hana Novak', digests, dossier_revision, created_at
   FROM vote WHERE promotion_id = '${second.promotion.id}'`;
const forgedStay = ({ second }: Told, stage: string) =>
  `INSERT INTO stage_occupancy (id, model_id, version_id, stage, promotion_id, "from", slot)
   SELECT 'forged', model_id, '${second.id}', '${stage}', '${second.promotion.id}', "from", 'forged' FROM stage_occupancy`;

/** Tables that the views of the promotion in production, and of the one that is open, name. */
type Edit = readonly [
  what: string,
  edit: (told: Told) => readonly string[],
  named: { readonly entered: readonly string[]; readonly asked: readonly string[] },
];
const edits: readonly Edit[] = [
  ["a vote nobody cast", (told) => [forgedVote(told)], { entered: [], asked: ["votes"] }],
  ["a vote that is gone", () => ["DELETE FROM vote"], { entered: ["votes"], asked: ["votes"] }],
  [
    "a vote moved to another promotion",
    ({ first, second }) => [
      `UPDATE vote SET promotion_id = '${second.promotion.id}' WHERE promotion_id = '${first.promotion.id}'`,
    ],
    { entered: ["votes"], asked: ["votes"] },
  ],
  [
    "another printed name",
    () => [`UPDATE vote SET printed_name = 'Hana Novak'`],
    { entered: ["votes"], asked: ["votes"] },
  ],
  ["another note", () => [`UPDATE vote SET note = 'I saw it all.'`], { entered: ["votes"], asked: ["votes"] }],
  ["a vote turned round", () => [`UPDATE vote SET decision = 'approve'`], { entered: [], asked: ["votes"] }],
  [
    "an objection dismissed by SQL",
    ({ second }) => [
      `INSERT INTO dismissal (id, vote_id, objector_id, promotion_id, dismisser_id, printed_name, reason, created_at)
       SELECT 'forged', id, voter_id, promotion_id, voter_id, 'Hana Novak', 'x', created_at FROM vote WHERE promotion_id = '${second.promotion.id}'`,
    ],
    { entered: [], asked: ["dismissals"] },
  ],
  [
    "a promotion executed by SQL",
    ({ second }) => [`UPDATE promotion SET state = 'executed' WHERE id = '${second.promotion.id}'`],
    { entered: [], asked: ["promotions"] },
  ],
  [
    "another reason",
    () => [`UPDATE promotion SET reason = 'All fell.'`],
    { entered: ["promotions"], asked: ["promotions"] },
  ],
  [
    "another requester",
    ({ rolf }) => [`UPDATE promotion SET requester_id = '${rolf.id}'`],
    { entered: ["promotions"], asked: ["promotions"] },
  ],
  [
    "a stay that began earlier",
    ({ location }) => [
      location.startsWith("postgres")
        ? `UPDATE stage_occupancy SET "from" = "from" - interval '30 days'`
        : `UPDATE stage_occupancy SET "from" = "from" - 2592000000`,
    ],
    { entered: ["occupancies"], asked: ["occupancies"] },
  ],
  [
    "a stay ended, and another put in its place",
    (told) => [`UPDATE stage_occupancy SET "to" = "from", slot = id`, forgedStay(told, "production")],
    { entered: ["occupancies"], asked: ["occupancies"] },
  ],
  ["a stay that is gone", () => [`DELETE FROM stage_occupancy`], { entered: ["occupancies"], asked: ["occupancies"] }],
  [
    "a stay put into a stage that holds many",
    (told) => [forgedStay(told, "development")],
    { entered: ["occupancies"], asked: ["occupancies"] },
  ],
  ["another name of the model", () => [`UPDATE model SET name = 'ears'`], { entered: ["models"], asked: ["models"] }],
  [
    "another number of a version",
    ({ second }) => [`UPDATE version SET number = 7 WHERE id = '${second.id}'`],
    { entered: [], asked: ["versions"] },
  ],
  [
    "another name of an account",
    ({ rita }) => [`UPDATE actor SET name = 'Hana Novak' WHERE id = '${rita.id}'`],
    { entered: ["actors"], asked: [] },
  ],
];

const tablesIn = (rows: readonly { readonly table: string }[]) => [...new Set(rows.map(({ table }) => table))];

eachEngine("what the log contradicts", (open) => {
  it("is nothing in a registry that nobody edited", async () => {
    const told = await openTold(await open());
    for (const { promotion } of [told.first, told.second]) expect((await told.see(promotion)).contradicted).toEqual([]);
    expect(told.alarms).toEqual([]);
  });

  it.each(edits)("is named on the page of a promotion: %s", async (_what, edit, { entered, asked }) => {
    const told = await openTold(await open());
    await meddle(told.location, ...edit(told));
    const shown = async ({ promotion }: Told["first"]) => tablesIn((await told.see(promotion)).contradicted);
    expect([await shown(told.first), await shown(told.second)]).toEqual([entered, asked]);
    expect(tablesIn(told.alarms as { table: string }[])).toEqual([...new Set([...entered, ...asked])]);
  });

  it("names the entry, and raises one alarm for each row until it is as the log says again", async () => {
    const told = await openTold(await open());
    const { promotion } = told.second;
    const look = async () => (await told.see(promotion)).contradicted;
    const reason = (text: string) =>
      meddle(told.location, `UPDATE promotion SET reason = '${text}' WHERE id = '${promotion.id}'`);
    const { reason: given } = await told.see(promotion);
    await reason("All fell.");
    const [found] = await look();
    expect(found).toMatchObject({ table: "promotions", row: `the promotion ${promotion.id} (reason)` });
    expect(typeof found?.entry).toBe("number");
    await look();
    expect(told.alarms).toHaveLength(1);
    await reason(given);
    expect(await look()).toEqual([]);
    await reason("All fell.");
    await look();
    expect(told.alarms).toHaveLength(2);
  });
});
