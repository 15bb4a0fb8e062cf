// A tier assessment as readers see it.
import type { TierAssessmentView } from "@chancery/core";
import type { AssessmentRow } from "@chancery/db";

export function assessmentView(row: AssessmentRow, names: ReadonlyMap<string, string>): TierAssessmentView {
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    id: row.id,
    tier: row.tier,
    exposure: row.exposure,
    purpose: row.purpose,
    rationale: row.rationale,
    assessor: nameOf(row.assessorId),
    assessedAt: row.assessedAt.toISOString(),
    confirmedBy: row.confirmedBy === null ? null : nameOf(row.confirmedBy),
    from: row.from?.toISOString() ?? null,
    to: row.to?.toISOString() ?? null,
  };
}
