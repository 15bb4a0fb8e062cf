// In place of the request form: what stands against asking for this stage now.
import type { Reason, StageName, VersionView } from "@chancery/core";
import { ButtonLink } from "#components/button-link.tsx";
import { Card } from "#components/card.tsx";
import { ReasonList } from "#components/reason-list.tsx";

type NotPossibleProps = {
  readonly version: Pick<VersionView, "promotions">;
  readonly stage: StageName;
  readonly reasons: readonly Reason[];
};

export function NotPossible({ version, stage, reasons }: NotPossibleProps) {
  const open = version.promotions.find((promotion) => promotion.state === "open" && promotion.stage === stage);
  return (
    <Card title="Not possible now">
      <ReasonList reasons={reasons} />
      {open && (
        <div className="mt-3">
          <ButtonLink href={`/promotions/${open.number}`}>Open P-{open.number}</ButtonLink>
        </div>
      )}
    </Card>
  );
}
