// Two reviewers vote at the same instant, each at a server process of their own.
import { expect, test } from "@playwright/test";
import { Refused } from "../support/http.ts";
import { rounds } from "../support/rounds.ts";
import { openRegistry, type Promotion, type Registry } from "./registry.ts";
import { rows } from "./sql.ts";

const times = rounds({ ci: 15, full: 200 });

/** Both reviewers approve what both have read, as soon after each other as one client can. */
async function bothApprove(registry: Registry, promotion: Promotion): Promise<readonly string[]> {
  const seen = await registry.digestsOf(promotion);
  const votes = await Promise.allSettled(
    registry.reviewers.map((reviewer, n) => registry.approve(reviewer.at(registry.servers[n]!.url), promotion, seen)),
  );
  return votes.map((vote) => (vote.status === "fulfilled" ? vote.value.state : refusalOf(vote.reason))).sort();
}

/** Only a refusal is an answer; whatever else went wrong fails the test as it is. */
function refusalOf(error: unknown): string {
  if (!(error instanceof Refused)) throw error;
  return `${error.status}${/"promotion_closed"/.test(JSON.stringify(error.body)) ? " promotion_closed" : ""}`;
}

test("two votes at once execute exactly once and strand nothing", async () => {
  test.setTimeout(120_000 + times * 2_000);
  const registry = await openRegistry();
  try {
    for (let n = 0; n < times; n += 1)
      expect(await bothApprove(registry, await registry.ask(n))).toEqual(["409 promotion_closed", "executed"]);
    const promotions = await rows(registry.place, "SELECT state FROM promotion");
    expect(promotions.map(({ state }) => state)).toEqual(Array.from({ length: times }, () => "executed"));
    const executions = await rows(
      registry.place,
      "SELECT subject FROM audit_entry WHERE kind = 'promotion.executed@1' AND outcome = 'success'",
    );
    expect(executions).toHaveLength(times);
    expect(new Set(executions.map(({ subject }) => subject)).size).toBe(times);
  } finally {
    const { codes, fsck, output } = await registry.close();
    expect(codes).toEqual([0, 0]);
    expect(fsck).toContain("ok: ");
    expect(output).not.toMatch(/"level":"(error|fatal)"|SQLITE_BUSY/);
  }
});

test("a policy that was put in force with SQL alone lets nothing in, and the check names it", async () => {
  const registry = await openRegistry({ forgedApprovals: 0 });
  try {
    const refused: unknown = await registry.ask().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(JSON.stringify((refused as Refused).body)).toContain("record_contradicts_log");
    expect(await rows(registry.place, "SELECT id FROM promotion")).toEqual([]);
  } finally {
    const { codes, fsck } = await registry.close();
    expect(codes).toEqual([0, 0]);
    expect(fsck).toContain("no entry of the log mentions the policy version");
  }
});
