// Random histories against the reference model: whatever people try, in whatever order, the registry does what the laws say.
import fc from "fast-check";
import { expect, it } from "vitest";
import { checkLog } from "../audit/check.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { needApprovals } from "../testing/promotion-scene.ts";
import {
  newLeaves,
  openCast,
  openReal,
  see,
  staysOf,
  take,
  type Cast,
  type Real,
} from "../testing/promotion-model/registry.ts";
import { newRegistry, play, type Registry, type Verdict } from "../testing/promotion-model/rules.ts";
import { anyStep, inWords, type Step } from "../testing/promotion-model/steps.ts";

const isFull = process.env["CHANCERY_FULL"] === "1";
const histories = { SQLite: isFull ? 10_000 : 60, PostgreSQL: isFull ? 500 : 25 };
/** So many histories share a database: its people's grants pile up, and its log is checked whole at the end. */
const perWorld = 250;
/** Further apart than a minute, within which equal refusals would be one leaf. */
const stepMs = 61_000;

/** Every history begins with a version asked into production: Ada's, or with a file of Bo's or Rolf's robot; or Zoe becomes a reviewer only then. */
const sealAndAsk: readonly Step[] = [
  { by: "ada", do: "seal", version: 0 },
  { by: "ada", do: "ask", version: 0, stage: "production", isAnswering: false },
];
const adas: readonly Step[] = [{ by: "ada", do: "register", kind: "external" }, ...sealAndAsk];
const withFileOf = (by: Step["by"]): readonly Step[] => [
  { by: "ada", do: "register", kind: "files" },
  { by, do: "send", version: 0 },
  ...sealAndAsk,
];
const openings: readonly (readonly Step[])[] = [
  adas,
  withFileOf("bo"),
  withFileOf("robot"),
  [...adas, { by: "gus", do: "give", to: "zoe", role: "reviewer" }, { by: "root", do: "second", grant: 9 }],
  [...adas, { by: "gus", do: "add", member: "zoe" }, { by: "root", do: "confirm", membership: 0 }],
];
/** Histories always taken: between them they meet every outcome below, which few random ones might miss. */
const walks: readonly (readonly Step[])[] = [
  [
    { by: "gus", do: "add", member: "zoe" },
    { by: "gus", do: "confirm", membership: 0 },
    { by: "root", do: "confirm", membership: 0 },
    { by: "gus", do: "give", to: "zoe", role: "reviewer" },
    { by: "gus", do: "second", grant: 9 },
    { by: "zoe", do: "second", grant: 9 },
    { by: "rita", do: "second", grant: 9 },
    { by: "rita", do: "second", grant: 9 },
    { by: "gus", do: "give", to: "robot", role: "reviewer" },
  ],
  [
    { by: "ada", do: "withdraw", promotion: 0 },
    { by: "rita", do: "ask", version: 0, stage: "production", isAnswering: false },
    { by: "ada", do: "ask", version: 0, stage: "production", isAnswering: false },
    { by: "ada", do: "ask", version: 0, stage: "staging", isAnswering: false },
    { by: "ada", do: "ask", version: 0, stage: "staging", isAnswering: false },
    { by: "gus", do: "give", to: "zoe", role: "reviewer" },
    { by: "root", do: "second", grant: 9 },
    { by: "zoe", do: "vote", promotion: 1, decision: "approve", saw: "now" },
    { by: "ada", do: "vote", promotion: 1, decision: "approve", saw: "now" },
    { by: "rita", do: "vote", promotion: 1, decision: "approve", saw: "now" },
    { by: "rolf", do: "vote", promotion: 1, decision: "approve", saw: "now" },
    { by: "max", do: "revoke", version: 0 },
  ],
  [
    { by: "rita", do: "vote", promotion: 0, decision: "reject", saw: "now" },
    { by: "ada", do: "ask", version: 0, stage: "staging", isAnswering: false },
    { by: "ada", do: "ask", version: 0, stage: "production", isAnswering: true },
    { by: "rita", do: "vote", promotion: 1, decision: "approve", saw: "now" },
    { by: "ada", do: "ask", version: 0, stage: "staging", isAnswering: false },
  ],
  [
    { by: "rita", do: "vote", promotion: 0, decision: "request-changes", saw: "now" },
    { by: "rita", do: "dismiss", promotion: 0 },
    { by: "rolf", do: "dismiss", promotion: 0 },
    { by: "rolf", do: "dismiss", promotion: 0 },
    { by: "rolf", do: "vote", promotion: 0, decision: "approve", saw: "now" },
    { by: "omar", do: "vote", promotion: 0, decision: "approve", saw: "now" },
  ],
  [
    { by: "rita", do: "vote", promotion: 0, decision: "request-changes", saw: "now" },
    { by: "ada", do: "withdraw", promotion: 0 },
    { by: "ada", do: "ask", version: 0, stage: "staging", isAnswering: true },
    { by: "rolf", do: "vote", promotion: 1, decision: "approve", saw: "now" },
    { by: "omar", do: "dismiss", promotion: 1 },
    { by: "omar", do: "vote", promotion: 1, decision: "approve", saw: "now" },
    { by: "rolf", do: "vote", promotion: 1, decision: "approve", saw: "now" },
  ],
  [
    { by: "rita", do: "vote", promotion: 0, decision: "request-changes", saw: "now" },
    { by: "ada", do: "withdraw", promotion: 0 },
    { by: "ada", do: "ask", version: 0, stage: "staging", isAnswering: true },
    { by: "ada", do: "withdraw", promotion: 1 },
    { by: "rolf", do: "dismiss", promotion: 1 },
  ],
];
const ownAct: Record<Step["do"], string> = {
  register: "version.created",
  send: "upload.begun",
  seal: "version.sealed",
  evaluate: "evaluation.recorded",
  revoke: "version.revoked",
  revise: "version.revised",
  ask: "promotion.requested",
  vote: "promotion.voted",
  withdraw: "promotion.withdrawn",
  dismiss: "promotion.objection-dismissed",
  give: "grant.given",
  end: "grant.ended",
  second: "grant.confirmed",
  add: "group.member-added",
  confirm: "group.member-confirmed",
  remove: "group.member-removed",
};
/** Acts that were said otherwise before. */
const versionsOf: Readonly<Record<string, number>> = {
  "promotion.requested": 4,
  "promotion.withdrawn": 2,
  "promotion.voted": 4,
  "grant.given": 2,
  "group.member-added": 2,
  "group.member-confirmed": 2,
  "upload.begun": 2,
};
const isLogged = (code: Verdict["code"]) => code !== "CONFLICT" && code !== "INVALID_INPUT" && code !== "NOT_FOUND";

/** What so many histories must have met, or they prove little. */
const outcomes = [
  "ask ok",
  "ask ILLEGAL_TRANSITION",
  "ask FORBIDDEN",
  "ask POLICY_UNMET",
  "confirm ok",
  "confirm FORBIDDEN",
  "second ok",
  "second FORBIDDEN",
  "second ILLEGAL_TRANSITION",
  "give INVALID_INPUT",
  "revoke ok",
  "dismiss ok",
  "dismiss POLICY_UNMET",
].concat(["ok", "FORBIDDEN", "ILLEGAL_TRANSITION", "POLICY_UNMET"].map((code) => `vote ${code}`));

/** Takes a step in both and compares: the verdict, what was offered before, the leaves, and every stay in every stage. */
async function compare(registry: Registry, real: Real, step: Step): Promise<string | undefined> {
  real.world.clock.advance(stepMs);
  registry.now = real.world.clock.now().getTime();
  const isVote = step.do === "vote" && step.saw === "now" && registry.promotions.length > 0;
  const offered = isVote ? (await see(real, step)).availableActions.includes(step.decision) : undefined;
  const verdict = play(registry, step);
  if (!verdict) return undefined;
  expect(await take(real, step)).toBe(verdict.code);
  if (isVote) expect(offered).toBe(verdict.code === "ok");
  const isDone = verdict.code === "ok";
  const acts = isDone ? verdict.acts : isLogged(verdict.code) ? [ownAct[step.do]] : [];
  const actorId = real.actors[step.by].id;
  const outcome = isDone ? "success" : "denied";
  expect((await newLeaves(real)).map(({ type, authid, data }) => [type, authid, data.outcome])).toEqual(
    acts.map((act) => [`chancery.${act}.v${versionsOf[act] ?? 1}`, actorId, outcome]),
  );
  const stays = await staysOf(real);
  expect(
    stays.map(({ stage, versionNumber, from, to }) => [stage, versionNumber, from.getTime(), to?.getTime()]),
  ).toEqual(registry.stays.toReversed().map(({ stage, version, from, to }) => [stage, version + 1, from, to]));
  return `${step.do} ${verdict.code}`;
}

type Pair = { readonly real: Real; readonly seen: Set<string> };
class Take implements fc.AsyncCommand<Registry, Pair> {
  readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }
  check = () => true;
  async run(registry: Registry, { real, seen }: Pair): Promise<void> {
    const what = await compare(registry, real, this.step);
    if (what) seen.add(what);
  }
  toString = () => inWords(this.step);
}

/** A cast for the nth history: a new world after every `perWorld`. */
function castsOf(open: () => Promise<World>) {
  const casts: Cast[] = [];
  let begun = 0;
  const next = async (approvals: number): Promise<Cast> => {
    const world = await open();
    if (approvals > 1) await needApprovals(world, approvals);
    const cast = await openCast(world);
    casts.push(cast);
    return cast;
  };
  const current = new Map<number, Cast>();
  return {
    casts,
    async take(approvals: number): Promise<{ cast: Cast; name: string }> {
      if (begun % perWorld === 0) current.clear();
      const cast = current.get(approvals) ?? (await next(approvals));
      current.set(approvals, cast);
      return { cast, name: `team-${begun++}` };
    },
  };
}

eachEngine("any history of uploads, evidence, requests, votes, roles and revocations", (open, engine) => {
  it("comes to what the reference model of the laws says, step by step, in a log that verifies", async () => {
    const worlds = castsOf(open);
    const seen = new Set<string>();
    const steps = fc.commands([anyStep.map((step) => new Take(step))], { maxCommands: 24, size: "max" });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 1, 2),
        fc.constantFrom(...openings),
        steps,
        async (...[approvals, opening, commands]) => {
          const { cast, name } = await worlds.take(approvals);
          const real = await openReal(cast, name);
          const registry = newRegistry(approvals, cast.world.clock.now().getTime());
          for (const step of opening) await compare(registry, real, step);
          await fc.asyncModelRun(() => ({ model: registry, real: { real, seen } }), commands);
        },
      ),
      {
        examples: walks.map((walk): [1 | 2, readonly Step[], Take[]] => [1, adas, walk.map((step) => new Take(step))]),
        numRuns: histories[engine.name as keyof typeof histories],
      },
    );
    for (const { world } of worlds.casts)
      expect(await checkLog(world.house, world.system, {})).toMatchObject({ isOk: true });
    expect([...seen].sort()).toEqual(expect.arrayContaining([...outcomes]));
  }, 7_200_000);
});
