// Text people wrote, as the server formatted it; as it was written, and why, where it could not. Never more of it than a page
// can hold: the rest of it is a page away.
import { withUnseenShown, type PlainReason } from "@chancery/core";
import type { ReactNode } from "react";
import { portal } from "#house.ts";
import { piecesOf, textWeight } from "../page-weight.ts";
import { Link } from "./link.tsx";
import { TextBlocks } from "./text-blocks.tsx";

type Written = {
  readonly text: string;
  /** Of the ids inside: another for each text that stands on the same page. */
  readonly prefix?: string;
};
type Shown = Written & {
  /** Of a text that does not fit on one page: which part stands here, and where another is read. */
  readonly part: number;
  partHref(part: number): string;
};

/** Of a text as it was written, on one page. */
const mostPlain = 160_000;

/** Parses nothing: it asks for the tree of the text, and shows the text itself while there is none. */
export async function CardText({ text, prefix = "card", part, partHref }: Shown) {
  const shown = await portal().shownText(text);
  if (shown.kind === "tree") return <Formatted blocks={shown.blocks} prefix={prefix} />;
  const pieces = piecesOf(withUnseenShown(text), mostPlain);
  const at = Math.min(part, pieces.length);
  return (
    <Plain why={shown.why} text={pieces[at - 1] ?? ""}>
      {pieces.length > 1 && <Parts at={at} count={pieces.length} partHref={partHref} />}
    </Plain>
  );
}

/** Beside other things on a page that has little room: `instead` where it weighs more than `most`. */
export async function ShortCardText({
  text,
  prefix = "card",
  most,
  instead,
}: Written & { readonly most: number; readonly instead: ReactNode }) {
  const shown = await portal().shownText(text);
  if (shown.kind === "tree") return shown.weight > most ? instead : <Formatted blocks={shown.blocks} prefix={prefix} />;
  const written = withUnseenShown(text);
  return textWeight(written) > most ? instead : <Plain why={shown.why} text={written} />;
}

const Formatted = ({ blocks, prefix }: Parameters<typeof TextBlocks>[0]) => (
  <div className="card-text">
    <TextBlocks blocks={blocks} prefix={prefix} />
  </div>
);

function Plain({
  why,
  text,
  children,
}: {
  readonly why: PlainReason;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="grid max-w-[72ch] gap-2">
      <p className="m-0 text-meta text-ink3">{whyPlain[why]}</p>
      {children}
      <pre className="m-0 rounded bg-raised px-2.5 py-2 wrap-anywhere whitespace-pre-wrap">{text}</pre>
      {children}
    </div>
  );
}

/** Stands above the part and below it. */
function Parts({ at, count, partHref }: { readonly at: number; readonly count: number } & Pick<Shown, "partHref">) {
  return (
    <p className="m-0 flex flex-wrap gap-x-3 text-meta text-ink2">
      <span>
        Part {at} of {count}: the text is too long for one page.
      </span>
      {at > 1 && <Link href={partHref(at - 1)}>Previous part</Link>}
      {at < count && <Link href={partHref(at + 1)}>Next part</Link>}
    </p>
  );
}

const whyPlain: Record<PlainReason, string> = {
  waiting: "Shown as it was written: it is being formatted. Reload the page to see it formatted.",
  "too-long": "Shown as it was written: it is too long to be formatted.",
  "too-slow": "Shown as it was written: formatting it takes too long.",
  "too-much-memory": "Shown as it was written: formatting it takes too much memory.",
  "too-deep": "Shown as it was written: its quotes or lists are nested too deep to be formatted.",
  "too-many-parts": "Shown as it was written: it has too many parts to be formatted.",
  "too-large": "Shown as it was written: formatted, it would be too large for one page.",
  "words-lost": "Shown as it was written: formatted, some of its words would not be seen.",
  failed: "Shown as it was written: it could not be formatted.",
};
