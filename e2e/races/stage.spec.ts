// Two server processes race many different promotions into one exclusive stage of one model.
import { expect, test } from "@playwright/test";
import { rounds } from "../support/rounds.ts";
import { Refused, type Session } from "../support/http.ts";
import { openRegistry, type Promotion, type Registry } from "./registry.ts";
import { rows } from "./sql.ts";

const count = rounds({ ci: 30, full: 500 });
/** Requests in flight at each process; fewer of votes, since each that lets one in has the others read again. */
const lanes = { requests: 16, votes: 2 };

type Stay = { readonly from: string; readonly to: string | null; readonly promotionNumber: number };
type History = { readonly items: readonly Stay[]; readonly next: string | null; readonly holders: readonly object[] };

/** Runs `work` for each item, `wide` at once for each of the two servers. */
async function race<T, R>(
  items: readonly T[],
  wide: number,
  work: (item: T, nth: number) => Promise<R>,
): Promise<readonly R[]> {
  const done: R[] = [];
  let taken = 0;
  const lane = async () => {
    for (let nth = taken++; nth < items.length; nth = taken++) done[nth] = await work(items[nth]!, nth);
  };
  await Promise.all(Array.from({ length: wide * 2 }, lane));
  return done;
}

/** A vote is on the incumbent too: whoever finds it changed reads again, then votes. */
async function approve(
  registry: Registry,
  reviewer: Session,
  promotion: Promotion,
): Promise<{ readonly state: string }> {
  for (;;) {
    const seen = await registry.digestsOf(promotion);
    try {
      return await registry.approve(reviewer, promotion, seen);
    } catch (error) {
      if (!(error instanceof Refused) || !error.message.includes("the incumbent changed since you read it"))
        throw error;
    }
  }
}

async function wholeHistory(session: Session): Promise<{ stays: readonly Stay[]; holders: readonly object[] }> {
  const stays: Stay[] = [];
  for (let after: string | undefined; ;) {
    const page = (await session.query("models.history", {
      model: "speech/vad",
      limit: 200,
      ...(after && { after }),
    })) as History;
    stays.push(...page.items);
    if (page.next === null) return { stays, holders: page.holders };
    after = page.next;
  }
}

/** Newest first: each begins strictly before the next and ends at that very instant; the newest lasts. */
function expectUnbroken(stays: readonly Stay[]): void {
  expect(stays[0]?.to).toBeNull();
  for (const [n, later] of stays.slice(0, -1).entries()) {
    const earlier = stays[n + 1]!;
    expect(earlier.to).toBe(later.from);
    expect(Date.parse(earlier.from)).toBeLessThan(Date.parse(later.from));
  }
}

const entries = (registry: Registry, kind: string) =>
  rows(registry.place, `SELECT subject FROM audit_entry WHERE kind = '${kind}' AND outcome = 'success'`);

test(`${count} promotions raced into one stage by two processes leave an unbroken line of incumbents`, async () => {
  test.setTimeout(120_000 + count * 5_000);
  const registry = await openRegistry();
  try {
    const promotions = await race(Array.from({ length: count }), lanes.requests, (_, nth) => registry.ask(nth));
    expect(promotions.map(({ number }) => number).sort((a, b) => a - b)).toEqual(promotions.map((_, n) => n + 1));
    const voted = await race(promotions, lanes.votes, (promotion: Promotion, nth) =>
      approve(registry, registry.reviewers[nth % 2]!.at(registry.servers[nth % 2]!.url), promotion),
    );
    expect(new Set(voted.map(({ state }) => state))).toEqual(new Set(["executed"]));

    const { stays, holders } = await wholeHistory(registry.admin);
    expect(holders).toHaveLength(1);
    expectUnbroken(stays);
    expect(stays.map(({ promotionNumber }) => promotionNumber).sort((a, b) => a - b)).toEqual(
      promotions.map(({ number }) => number).sort((a, b) => a - b),
    );
    const executions = await entries(registry, "promotion.executed@1");
    expect(new Set(executions.map(({ subject }) => subject)).size).toBe(count);
    expect(executions).toHaveLength(count);
    const [log] = await rows(
      registry.place,
      "SELECT count(*) AS n, min(idx) AS first, max(idx) AS last FROM audit_entry",
    );
    expect([Number(log?.["first"]), Number(log?.["last"])]).toEqual([0, Number(log?.["n"]) - 1]);
  } finally {
    const { codes, fsck, output } = await registry.close();
    expect(codes).toEqual([0, 0]);
    expect(fsck).toContain("ok: ");
    expect(output).not.toMatch(/"level":"(error|fatal)"|SQLITE_BUSY/);
  }
});
