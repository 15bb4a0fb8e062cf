// When log and tables were checked, by whom, how far, and when next.
import type { LogIntegrity } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Facts, type Fact } from "#components/facts.tsx";
import { Time } from "#components/time.tsx";

type Stands = Pick<LogIntegrity, "lastCheck" | "nextCheckAt" | "start">;

export function LastCheck({ stands: { lastCheck, nextCheckAt, start } }: { readonly stands: Stands }) {
  const facts: readonly Fact[] = [
    ...(lastCheck ? lastFacts(lastCheck) : [{ name: "Last", value: "none yet" }]),
    { name: "Next", value: <Time at={nextCheckAt} /> },
    ...(start && start.below > 0
      ? [
          {
            name: "At start",
            value: (
              <>
                head and entries {start.from.toLocaleString("en")} to {(start.below - 1).toLocaleString("en")},{" "}
                <Time at={start.at} hasSeconds />
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <Card title="Check" aside={<span className="text-meta text-ink3">nightly, and after a start</span>}>
      <Facts facts={facts} />
      <p className="mt-2 mb-0 text-meta text-ink3">
        Reads every stored entry, rebuilds the tree, compares each column and each signed checkpoint, holds every
        governed row against the newest entry that tells of it, and the triggers that guard the tables against those
        this program made. The same: <code>chancery audit fsck</code> and <code>npm run fsck</code>;{" "}
        <code>/readyz</code> says the last result.
      </p>
    </Card>
  );
}

const lastFacts = (last: NonNullable<LogIntegrity["lastCheck"]>): readonly Fact[] => [
  { name: "Last", value: <Time at={last.endedAt} hasSeconds /> },
  { name: "By", value: last.by ?? "the server, by itself" },
  {
    name: "Reach",
    value:
      last.reach === last.treeSize
        ? `all ${last.treeSize.toLocaleString("en")} entries`
        : `${last.reach.toLocaleString("en")} of ${last.treeSize.toLocaleString("en")} entries`,
  },
  { name: "Took", value: `${((Date.parse(last.endedAt) - Date.parse(last.begunAt)) / 1000).toFixed(1)} s` },
  {
    name: "Rows",
    value: `${last.rows.toLocaleString("en")} of ${last.kinds.filter(({ rows }) => rows > 0).length} kinds`,
  },
];
