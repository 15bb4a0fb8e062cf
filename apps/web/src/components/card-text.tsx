// Text people wrote, as the server formatted it; as it was written, and why, where it could not.
import { withUnseenShown, type PlainReason } from "@chancery/core";
import { portal } from "#house.ts";
import { TextBlocks } from "./text-blocks.tsx";

type Shown = {
  readonly text: string;
  /** Of the ids inside: another for each text that stands on the same page. */
  readonly prefix?: string;
};

/** Parses nothing: it asks for the tree of the text, and shows the text itself while there is none. */
export async function CardText({ text, prefix = "card" }: Shown) {
  const shown = await portal().shownText(text);
  if (shown.kind === "tree")
    return (
      <div className="card-text">
        <TextBlocks blocks={shown.blocks} prefix={prefix} />
      </div>
    );
  return (
    <div className="grid max-w-[72ch] gap-2">
      <p className="m-0 text-meta text-ink3">{whyPlain[shown.why]}</p>
      <pre className="m-0 rounded bg-raised px-2.5 py-2 wrap-anywhere whitespace-pre-wrap">{withUnseenShown(text)}</pre>
    </div>
  );
}

const whyPlain: Record<PlainReason, string> = {
  waiting: "Shown as it was written: it is being formatted. Reload the page to see it formatted.",
  "too-long": "Shown as it was written: it is too long to be formatted.",
  "too-slow": "Shown as it was written: formatting it takes too long.",
  "too-much-memory": "Shown as it was written: formatting it takes too much memory.",
  "too-deep": "Shown as it was written: its quotes or lists are nested too deep to be formatted.",
  "too-many-parts": "Shown as it was written: it has too many parts to be formatted.",
  "words-lost": "Shown as it was written: formatted, some of its words would not be seen.",
  failed: "Shown as it was written: it could not be formatted.",
};
