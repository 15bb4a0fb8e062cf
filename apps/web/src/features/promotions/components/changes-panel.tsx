// What the candidate changes beside metrics and card: schema port by port, params, environment, files.
import type { Dossier, FactChange, PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { shortDigest } from "#components/digest-bars.ts";
import { Link } from "#components/link.tsx";
import { ChangeList } from "#features/versions/components/change-list.tsx";
import { comparePath } from "../format.ts";

/** Of each kind this many are shown; the compare page has the rest. */
const maxShown = 60;

type ChangesPanelProps = { readonly promotion: PromotionView; readonly dossier: Dossier };

export function ChangesPanel({ promotion, dossier }: ChangesPanelProps) {
  const { incumbent } = dossier;
  const parts = [
    { id: "schema", title: "Schema", changes: dossier.signature ?? [], note: schemaNote(dossier) },
    { id: "params", title: "Params", changes: dossier.params, note: null },
    { id: "environment", title: "Environment", changes: dossier.environment ?? [], note: null },
    { id: "files", title: "Files", changes: dossier.files, note: null },
  ];
  const tags = Object.entries(dossier.tags ?? {});
  const told = parts.filter(({ changes, note }) => changes.length > 0 || note !== null);
  const alike = parts.filter((part) => !told.includes(part)).map(({ title }) => title.toLowerCase());
  return (
    <Card
      id="changes"
      title={incumbent ? `Changed against v${incumbent.number}` : "What it consists of"}
      aside={
        incumbent && (
          <Link href={comparePath(promotion, incumbent.number)} className="text-meta">
            Compare v{promotion.versionNumber} with v{incumbent.number}
          </Link>
        )
      }
    >
      <div className="grid gap-4">
        {told.map(({ id, title, changes, note }) => (
          <section key={id} id={id} aria-label={title} className="grid gap-1">
            <h3 className="m-0 text-meta font-medium text-ink2">
              {title}: {countText(changes)}
            </h3>
            {note && <p className="m-0 text-ink2">{note}</p>}
            <ChangeList
              changes={changes.slice(0, maxShown)}
              {...(id === "files" && { show: (sha256: string) => `sha256:${shortDigest(sha256)}` })}
            />
            {changes.length > maxShown && (
              <p className="m-0 text-meta text-ink3">{changes.length - maxShown} more are not shown here.</p>
            )}
          </section>
        ))}
        {tags.length > 0 && (
          <section id="tags" aria-label="Tags" className="grid gap-1">
            <h3 className="m-0 text-meta font-medium text-ink2">Tags</h3>
            <p className="m-0 wrap-anywhere">{tags.map(([key, value]) => `${key}: ${value}`).join(" · ")}</p>
          </section>
        )}
        {alike.length > 0 && (
          <p className="m-0 text-meta text-ink3">
            {incumbent ? `The same as in v${incumbent.number}: ` : "None: "}
            {alike.join(", ")}.
          </p>
        )}
      </div>
    </Card>
  );
}

/** What an early dossier cannot say, and what removed ports mean for callers. */
function schemaNote({ signature, isSignatureChanged }: Dossier): string | null {
  if (signature === undefined)
    return isSignatureChanged
      ? "The input and output schema differ. This dossier was frozen before the ports themselves were kept in it."
      : null;
  const gone = signature.filter(({ key, candidate }) => candidate === null && key.startsWith("output "));
  return gone.length > 0 ? "Callers that read a removed output will no longer find it." : null;
}

function countText(changes: readonly FactChange[]): string {
  const added = changes.filter(({ incumbent }) => incumbent === null).length;
  const removed = changes.filter(({ candidate }) => candidate === null).length;
  const changed = changes.length - added - removed;
  const told = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ];
  return told.length > 0 ? told.join(", ") : "differs";
}
