// What was edited with SQL is shown as such: every view that rests on the row names it, with an alarm.
import { leafHash } from "@chancery/core";
import { bytesLiteral, meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { getModel } from "../models/get.ts";
import { assessTier } from "../models/assess-tier.ts";
import { modelHistory } from "../models/history.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { leafAt } from "../testing/attacks.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { takeBaseline } from "./baseline.ts";
import { checkWhenDue } from "./check-by-itself.ts";

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
  const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
  const assessed = { tier: "high", exposure: "all calls", purpose: "find speech", rationale: "Nobody checked it yet." };
  await assessTier(scene.house, scene.call(mia), { modelId: scene.modelId, ...assessed });
  const [one, two] = [await scene.version(), await scene.version()];
  const entered = await scene.ask(one.id);
  const { digests: seen } = await scene.see(entered);
  const conditions = ["Only for calls in English."];
  const vote = { promotionId: entered.id, decision: "approve", note: "read it all", seen, conditions };
  await voteOnPromotion(scene.house, scene.call(scene.rita), vote);
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

/** Tables that each view names: the promotion in production, the one that is open, their model, and its history. */
type Edit = readonly [what: string, edit: (told: Told) => readonly string[], named: Named];
type Named = Readonly<Record<"entered" | "asked" | "model" | "history", readonly string[]>>;
const edits: readonly Edit[] = [
  ["a vote nobody cast", (told) => [forgedVote(told)], { entered: [], asked: ["votes"], model: [], history: [] }],
  [
    "a vote that is gone",
    () => ["DELETE FROM vote_condition", "DELETE FROM vote"],
    { entered: ["votes", "voteConditions"], asked: ["votes"], model: [], history: ["votes"] },
  ],
  [
    "a vote moved to another promotion",
    ({ first, second }) => [
      `UPDATE vote SET promotion_id = '${second.promotion.id}' WHERE promotion_id = '${first.promotion.id}'`,
    ],
    { entered: ["votes"], asked: ["votes"], model: [], history: ["votes"] },
  ],
  [
    "another printed name",
    () => [`UPDATE vote SET printed_name = 'Hana Novak'`],
    { entered: ["votes"], asked: ["votes"], model: [], history: ["votes"] },
  ],
  [
    "another note",
    () => [`UPDATE vote SET note = 'I saw it all.'`],
    { entered: ["votes"], asked: ["votes"], model: [], history: ["votes"] },
  ],
  [
    "a vote turned round",
    () => [`UPDATE vote SET decision = 'approve'`],
    { entered: [], asked: ["votes"], model: [], history: [] },
  ],
  [
    "an objection dismissed by SQL",
    ({ second }) => [
      `INSERT INTO dismissal (id, vote_id, objector_id, promotion_id, dismisser_id, printed_name, reason, created_at)
       SELECT 'forged', id, voter_id, promotion_id, voter_id, 'Hana Novak', 'x', created_at FROM vote WHERE promotion_id = '${second.promotion.id}'`,
    ],
    { entered: [], asked: ["dismissals"], model: [], history: [] },
  ],
  [
    "a promotion executed by SQL",
    ({ second }) => [`UPDATE promotion SET state = 'executed' WHERE id = '${second.promotion.id}'`],
    { entered: [], asked: ["promotions"], model: ["promotions"], history: [] },
  ],
  [
    "another stage asked for",
    ({ second }) => [`UPDATE promotion_target SET name = 'staging' WHERE promotion_id = '${second.promotion.id}'`],
    { entered: [], asked: ["promotionTargets"], model: [], history: [] },
  ],
  [
    "one more thing asked for",
    ({ second }) => [
      `INSERT INTO promotion_target (promotion_id, position, kind, name) VALUES ('${second.promotion.id}', 9, 'alias', 'champion')`,
    ],
    { entered: [], asked: ["promotionTargets"], model: [], history: [] },
  ],
  [
    "what is asked for gone",
    () => ["DELETE FROM promotion_target"],
    { entered: ["promotionTargets"], asked: ["promotionTargets"], model: [], history: [] },
  ],
  [
    "another condition of an approval",
    () => ["UPDATE vote_condition SET text = 'None.'"],
    { entered: ["voteConditions"], asked: [], model: [], history: [] },
  ],
  [
    "a condition that is gone",
    () => ["DELETE FROM vote_condition"],
    { entered: ["voteConditions"], asked: [], model: [], history: [] },
  ],
  [
    "a condition put to an objection",
    ({ second }) => [
      `INSERT INTO vote_condition (vote_id, position, text) SELECT id, 7, 'x' FROM vote WHERE promotion_id = '${second.promotion.id}'`,
    ],
    { entered: [], asked: ["voteConditions"], model: [], history: [] },
  ],
  [
    "another name of the team",
    () => ["UPDATE team SET slug = 'hearing'"],
    { entered: ["teams"], asked: ["teams"], model: ["teams"], history: ["teams"] },
  ],
  [
    "another tier",
    () => ["UPDATE tier_assessment SET tier = 'minimal'"],
    { entered: ["tierAssessments"], asked: ["tierAssessments"], model: ["tierAssessments"], history: [] },
  ],
  [
    "an assessment that is gone",
    () => ["DELETE FROM tier_assessment"],
    { entered: ["tierAssessments"], asked: ["tierAssessments"], model: ["tierAssessments"], history: [] },
  ],
  [
    "an objection that is gone, with what the index says of it",
    ({ second }) => [
      `DELETE FROM audit_row WHERE row_id IN (SELECT id FROM vote WHERE promotion_id = '${second.promotion.id}')`,
      `DELETE FROM vote WHERE promotion_id = '${second.promotion.id}'`,
    ],
    { entered: [], asked: ["votes"], model: [], history: [] },
  ],
  [
    "a decision turned back, with what the index says of it",
    ({
      first: {
        promotion: { id },
      },
    }) => [
      `UPDATE promotion SET state = 'open', decided_at = NULL, approved_at = NULL, executed_at = NULL, executed_by = NULL,
       revision = revision - 1 WHERE id = '${id}'`,
      `DELETE FROM audit_row WHERE row_id = '${id}' AND idx = (SELECT max(idx) FROM audit_row WHERE row_id = '${id}')`,
    ],
    { entered: ["promotions"], asked: [], model: ["promotions"], history: ["promotions"] },
  ],
  [
    "another reason",
    () => [`UPDATE promotion SET reason = 'All fell.'`],
    { entered: ["promotions"], asked: ["promotions"], model: ["promotions"], history: ["promotions"] },
  ],
  [
    "another requester",
    ({ rolf }) => [`UPDATE promotion SET requester_id = '${rolf.id}'`],
    { entered: ["promotions"], asked: ["promotions"], model: ["promotions"], history: ["promotions"] },
  ],
  [
    "a stay that began earlier",
    ({ location }) => [
      location.startsWith("postgres")
        ? `UPDATE stage_occupancy SET "from" = "from" - interval '30 days'`
        : `UPDATE stage_occupancy SET "from" = "from" - 2592000000`,
    ],
    { entered: ["occupancies"], asked: ["occupancies"], model: ["occupancies"], history: ["occupancies"] },
  ],
  [
    "a stay ended, and another put in its place",
    (told) => [`UPDATE stage_occupancy SET "to" = "from", slot = id`, forgedStay(told, "production")],
    { entered: ["occupancies"], asked: ["occupancies"], model: ["occupancies"], history: ["occupancies"] },
  ],
  [
    "a stay that is gone",
    () => [`DELETE FROM stage_occupancy`],
    { entered: ["occupancies"], asked: ["occupancies"], model: ["occupancies"], history: ["occupancies"] },
  ],
  [
    "a stay put into a stage that holds many",
    (told) => [forgedStay(told, "development")],
    { entered: ["occupancies"], asked: ["occupancies"], model: ["occupancies"], history: ["occupancies"] },
  ],
  [
    "another name of the model",
    () => [`UPDATE model SET name = 'ears', name_key = 'ears'`],
    { entered: ["models"], asked: ["models"], model: ["models"], history: ["models"] },
  ],
  [
    "another number of a version",
    ({ second }) => [`UPDATE version SET number = 7 WHERE id = '${second.id}'`],
    { entered: [], asked: ["versions"], model: ["versions"], history: [] },
  ],
  [
    "another name of an account",
    ({ rita }) => [`UPDATE actor SET name = 'Hana Novak' WHERE id = '${rita.id}'`],
    { entered: ["actors"], asked: [], model: [], history: [] },
  ],
];

const tablesIn = (rows: readonly { readonly table: string }[]) => [...new Set(rows.map(({ table }) => table))];

/** What a reader could not write, such as a dossier, is alarmed too. */
const rowAlarms = ({ alarms }: Told) =>
  (alarms as { readonly table?: string }[]).flatMap(({ table }) => (table ? [{ table }] : []));

/** A model is shown by its present name, whatever that was made. */
const modelOf = ({ location }: Told) =>
  plainly(
    location,
    "SELECT team.slug AS team, model.name AS name FROM model JOIN team ON team.id = model.team_id",
  ).then(([row]) => `${String(row?.["team"])}/${String(row?.["name"])}`);

async function viewsOf(told: Told) {
  const { house, first, second } = told;
  const [call, model] = [told.call(told.ada), await modelOf(told)];
  return {
    entered: await told.see(first.promotion),
    asked: await told.see(second.promotion),
    model: await getModel(house, call, { model }),
    history: await modelHistory(house, call, { model }),
  };
}

type Views = Awaited<ReturnType<typeof viewsOf>>;
function namedBy(views: Views): Named {
  const named = (view: keyof Named) => tablesIn(views[view].contradicted);
  return { entered: named("entered"), asked: named("asked"), model: named("model"), history: named("history") };
}
const unmarked = (views: Views) =>
  Object.fromEntries(Object.entries(views).map(([name, view]) => [name, { ...view, contradicted: [] }]));

/** Of these an entry holds digests alone: what is shown is not what was recorded, and is marked as that. */
const byDigest = [
  "a vote that is gone",
  "another printed name",
  "another note",
  "another condition of an approval",
  "a condition that is gone",
  "an assessment that is gone",
  "an objection that is gone, with what the index says of it",
  "another reason",
  "another name of an account",
];

eachEngine("what the log contradicts", (open) => {
  it("is nothing in a registry that nobody edited", async () => {
    const told = await openTold(await open());
    expect(namedBy(await viewsOf(told))).toEqual({ entered: [], asked: [], model: [], history: [] });
    expect(told.alarms).toEqual([]);
  });

  it.each(edits)("is named by every view that shows it: %s", async (_what, edit, named) => {
    const told = await openTold(await open());
    await meddle(told.location, ...edit(told));
    expect(namedBy(await viewsOf(told))).toEqual(named);
    expect(tablesIn(rowAlarms(told)).sort()).toEqual([...new Set(Object.values(named).flat())].sort());
  });

  it.each(edits.filter(([what]) => !byDigest.includes(what)))(
    "is shown as the log has it by every view: %s",
    async (_what, edit) => {
      const told = await openTold(await open());
      await viewsOf(told); // freezes dossiers anew
      const before = await viewsOf(told);
      await meddle(told.location, ...edit(told));
      expect(unmarked(await viewsOf(told))).toEqual(unmarked(before));
    },
  );

  it("is named beside who held a stage at an instant: a stay that is gone", async () => {
    const told = await openTold(await open());
    const at = told.clock.now().toISOString();
    await meddle(told.location, "DELETE FROM stage_occupancy");
    const history = await modelHistory(told.house, told.call(told.ada), { model: told.model, at });
    expect(history.holders).toMatchObject([{ stage: "production", number: 1, letInBy: ["Rita"] }]);
    expect(tablesIn(history.contradicted)).toEqual(["occupancies"]);
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
    expect(found).toMatchObject({ table: "promotions", row: `the promotion ${promotion.id}`, fault: "differs" });
    expect(found).toMatchObject({ shows: "database", columns: [{ name: "reason", told: null, stands: null }] });
    expect(typeof found?.entry).toBe("number");
    await look();
    expect(told.alarms).toHaveLength(1);
    await reason(given);
    expect(await look()).toEqual([]);
    await reason("All fell.");
    await look();
    expect(told.alarms).toHaveLength(2);
  });

  it("makes a whole check due, so that Integrity names it soon", async () => {
    const told = await openTold(await open());
    const { house, second, clock } = told;
    expect([await checkWhenDue(house), await checkWhenDue(house)]).toEqual([true, false]);
    clock.advance(60_000);
    await meddle(told.location, "UPDATE vote SET decision = 'approve'");
    await told.see(second.promotion);
    expect([await checkWhenDue(house), await checkWhenDue(house)]).toEqual([true, false]);
    expect(await house.checkNote.read()).toMatchObject({ isOk: false });
    await told.see(second.promotion);
    expect(await checkWhenDue(house)).toBe(false);
  });

  it("is marked where the entry was edited with its row, so that they agree", async () => {
    const told = await openTold(await open());
    const { promotion } = told.second;
    const entry = (await told.leaves()).findLastIndex(({ type }) => type.startsWith("chancery.promotion.voted."));
    const leaf = Buffer.from(
      Buffer.from(await leafAt(told, entry))
        .toString()
        .replaceAll("request-changes", "approve"),
    );
    await meddle(
      told.location,
      `UPDATE audit_entry SET leaf = ${bytesLiteral(told.location, leaf)}, leaf_hash = '${leafHash(leaf)}' WHERE idx = ${entry}`,
      `UPDATE vote SET decision = 'approve' WHERE promotion_id = '${promotion.id}'`,
    );
    const { contradicted } = await told.see(promotion);
    expect(contradicted).toMatchObject([{ table: "votes", entry, fault: "differs" }]);
  });
});
