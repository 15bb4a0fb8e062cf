// The version's card: what it says now, and its next revision.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { BlockedNote } from "#components/blocked-note.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { Card } from "#components/card.tsx";
import { CardText } from "#components/card-text.tsx";
import { AtStakeNote } from "#features/promotions/components/at-stake.tsx";
import { VersionCardEditor } from "#features/versions/components/version-card-editor.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { versionPath } from "#features/versions/format.ts";
import { loadCard, type VersionParams } from "#features/versions/loaders.ts";
import { textToEdit } from "#page-weight.ts";
import { withParams } from "#search-params.ts";

export const metadata: Metadata = { title: "Card" };

const here = "/models/[team]/[name]/v/[number]/card";

export default answered(
  here,
  async function CardPage({ params, query }: { params: VersionParams } & Asked<typeof here>) {
    const { me, version, atStake } = await loadCard(params);
    const path = `${versionPath(version)}/card`;
    return (
      <VersionFrame version={version} canReadAudit={me.canReadAudit}>
        <div className="mt-3 grid max-w-215 gap-3">
          <Card title={version.card.revision === 0 ? "Card" : `Card, revision ${version.card.revision}`}>
            {version.card.revision === 0 ? (
              <p className="m-0 text-ink2">No card yet. It says what this version is for and where it is weak.</p>
            ) : (
              <CardText
                text={version.card.body}
                part={Number(query.part ?? 1)}
                partHref={(part) => withParams(path, { part: String(part) })}
              />
            )}
          </Card>
          {version.availableActions.includes("revise") ? (
            <>
              <AtStakeNote promotions={atStake} what="A new revision of the card" />
              <VersionCardEditor
                versionId={version.id}
                body={textToEdit(version.card.body)}
                revision={version.card.revision}
              />
            </>
          ) : (
            <BlockedNote reasons={reasonsFor(version, "revise")} />
          )}
        </div>
      </VersionFrame>
    );
  },
);
