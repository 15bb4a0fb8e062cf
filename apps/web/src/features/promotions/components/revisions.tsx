// Which revision of the dossier is shown, what it changed against the one before, and the others.
import { partsInWords, type RevisionChange, type PromotionView } from "@chancery/core";
import { shortDigest } from "#components/digest-bars.ts";
import { Link } from "#components/link.tsx";
import { Time } from "#components/time.tsx";
import { revisionPath } from "../format.ts";

/** Nothing while there is one revision: it is what was asked for. */
export function Revisions({ promotion }: { readonly promotion: PromotionView }) {
  const { revision, newestRevision, revisions, changes, isDossierOld, lost } = promotion;
  if (newestRevision === 1 && !isDossierOld) return null;
  const isOld = revision !== newestRevision;
  return (
    <section
      id="revisions"
      aria-label="Revisions of the dossier"
      className={`mt-3 grid gap-2 border border-line bg-surface px-4 py-3 ${isOld ? "border-l-[3px] border-l-chg" : ""}`}
    >
      <p className="m-0">
        {isOld ? (
          <>
            <strong className="font-semibold">This is revision {revision} of the dossier, as it was then.</strong>{" "}
            <Link href={revisionPath(promotion)}>Revision {newestRevision} is the newest</Link>
            {promotion.state === "open" ? ", and the one to decide on." : "."}
          </>
        ) : (
          <>
            <strong className="font-semibold">Revision {revision} of the dossier:</strong>{" "}
            {lost
              ? "what it held is lost."
              : changes.length === 0
                ? "frozen again, with every part that a vote covers."
                : "what changed since the one before."}
          </>
        )}
      </p>
      {isDossierOld && <p className="m-0">A part has changed and could not be frozen again. Reload the page.</p>}
      {changes.length > 0 && <Changes changes={changes} />}
      <ol className="m-0 grid list-none gap-1 p-0 text-meta text-ink3">
        {revisions.map(({ number, changed, frozenAt }) => (
          <li key={number}>
            {number === revision ? (
              <span className="text-ink">Revision {number}</span>
            ) : (
              <Link href={revisionPath(promotion, number)}>Revision {number}</Link>
            )}{" "}
            · <Time at={frozenAt} />
            {number === 1 ? " · as asked for" : changed.length > 0 && ` · ${partsInWords(changed)} changed`}
          </li>
        ))}
      </ol>
    </section>
  );
}

const maxShown = 60;

function Changes({ changes }: { readonly changes: readonly RevisionChange[] }) {
  return (
    <>
      <ul className="m-0 grid list-none gap-1 p-0">
        {changes.slice(0, maxShown).map(({ part, label, from, to }) => (
          <li key={`${part} ${label}`} className="wrap-anywhere">
            <span className="text-ink2">
              {partsInWords([part])}, {label}:
            </span>{" "}
            {shown(from)} → {shown(to)}
          </li>
        ))}
      </ul>
      {changes.length > maxShown && (
        <p className="m-0 text-meta text-ink3">{changes.length - maxShown} more are not shown here.</p>
      )}
    </>
  );
}

const shown = (value: string | null): string =>
  value === null ? "nothing" : /^[0-9a-f]{64}$/.test(value) ? `sha256:${shortDigest(value)}` : value;
