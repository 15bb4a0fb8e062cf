// One row per promotion: what, why it needs someone, since when.
import type { PromotionSummary } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StageBadge, TierBadge } from "#components/known-badges.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { MissingNote } from "#features/versions/components/missing-note.tsx";
import { approvalsText, promotionPath } from "../format.ts";
import { RequesterDisabledWords } from "./requester-disabled.tsx";

/** Why a tab may be empty. */
export const emptyWords = {
  mine: "Nothing waits for your decision. Promotions stay here until you or others have decided them.",
  asked: "You have not requested a promotion yet. Your requests appear here, with the people they wait for.",
  team: "There are no promotions of your teams' models yet, open or decided.",
  decided: "Nothing is decided yet. Decisions appear here with their votes and evidence.",
} as const;

export function ReviewTable({ promotions }: { readonly promotions: readonly PromotionSummary[] }) {
  return (
    <Table
      caption="Promotions"
      head={
        <>
          <Th>Promotion</Th>
          <Th>Stage</Th>
          <Th>Tier</Th>
          <Th>State</Th>
          <Th>Waits for</Th>
          <Th>Asked by</Th>
          <Th>Asked (UTC)</Th>
        </>
      }
    >
      {promotions.map((promotion) => (
        <tr key={promotion.id}>
          <RowHead>
            <Link href={promotionPath(promotion)} className="text-ink no-underline hover:underline">
              <span className="text-ink2">{promotion.team}/</span>
              <span className="font-semibold">{promotion.name}</span> v{promotion.versionNumber}
            </Link>
            <div className="text-meta text-ink3">P-{promotion.number}</div>
          </RowHead>
          <Td>
            <StageBadge stage={promotion.stage} />
          </Td>
          <Td>
            {promotion.tier ? <TierBadge tier={promotion.tier} /> : <span className="text-ink3">not assessed</span>}
          </Td>
          <Td>
            <StateBadge state={promotion.state} />
            {promotion.isUnvouched && (
              <div className="text-meta text-chg">rests on an account that nobody independent has vouched for</div>
            )}
          </Td>
          <Td className="min-w-56">
            {promotion.waitsFor || "—"}
            {promotion.state === "open" && <div className="text-meta text-ink3">{approvalsText(promotion)}</div>}
            {promotion.objection && (
              <div className="text-meta text-chg">
                The same content was objected to in{" "}
                <Link href={promotionPath(promotion.objection)}>P-{promotion.objection.number}</Link>
              </div>
            )}
            {promotion.missing.length > 0 && (
              <div className="text-meta">
                <MissingNote missing={promotion.missing} />
              </div>
            )}
          </Td>
          <Td>
            {promotion.requester}
            {promotion.requesterDisabled && (
              <div className="text-meta text-chg">
                <RequesterDisabledWords {...promotion.requesterDisabled} />
              </div>
            )}
          </Td>
          <Td>
            <Time at={promotion.createdAt} isBare />
          </Td>
        </tr>
      ))}
    </Table>
  );
}
