// Two server processes race many different promotions into one exclusive stage of one model.
import { expect, test } from "@playwright/test";
import { rounds } from "../support/rounds.ts";
import type { Session } from "../support/http.ts";
import { openRegistry, type Promotion, type Registry } from "./registry.ts";
import { rows } from "./sql.ts";

const count = rounds({ ci: 60, full: 2_000 });
/** Requests in flight at each process. */
const lanes = 16;

type Stay = { readonly from: string; readonly to: string | null; readonly promotionNumber: number };
type History = { readonly items: readonly Stay[]; readonly next: string | null; readonly holders: readonly object[] };

/** Runs `work` for each item, `lanes` at once for each of the two servers. */
async function race<T, R>(items: readonly T[], work: (item: T, nth: number) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  let taken = 0;
  const lane = async () => {
    for (let nth = taken++; nth < items.length; nth = taken++) done[nth] = await work(items[nth]!, nth);
  };
  await Promise.all(Array.from({ length: lanes * 2 }, lane));
  return done;
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
  test.setTimeout(120_000 + count * 500);
  const registry = await openRegistry();
  try {
    const promotions = await race(Array.from({ length: count }), (_, nth) => registry.ask(nth));
    expect(promotions.map(({ number }) => number).sort((a, b) => a - b)).toEqual(promotions.map((_, n) => n + 1));
    const voted = await race(promotions, async (promotion: Promotion, nth) => {
      const reviewer = registry.reviewers[nth % 2]!.at(registry.servers[nth % 2]!.url);
      return registry.approve(reviewer, promotion, await registry.digestsOf(promotion));
    });
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
