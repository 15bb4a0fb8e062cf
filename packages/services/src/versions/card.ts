// Cards: Markdown people read, of a model or a version.
import { emptyCardDigest, prose, type Card } from "@chancery/core";
import type { RevisionRow } from "@chancery/db";

const maxCardBytes = 200_000;
export const CardBody = prose(maxCardBytes).refine((body) => Buffer.byteLength(body) <= maxCardBytes, {
  message: `a card is at most ${maxCardBytes} bytes`,
});

/** The card in force; revision 0 before anyone wrote one. */
export const cardOf = (revision: RevisionRow | undefined, names: ReadonlyMap<string, string>): Card =>
  revision
    ? {
        body: revision.body,
        revision: revision.number,
        digest: revision.digest,
        author: names.get(revision.authorId) ?? null,
        at: revision.createdAt.toISOString(),
      }
    : { body: "", revision: 0, digest: emptyCardDigest, author: null, at: null };
