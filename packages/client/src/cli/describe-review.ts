// Earlier decisions and cards in words: what a voter has to have read beside the numbers.
import {
  contradictionInWords,
  edgeInWords,
  evaluationInWords,
  type CardUnderReview,
  type EarlierDecisions,
  type PromotionView,
  type RecordContradiction,
  type RetractionView,
  type TextChange,
} from "@chancery/core";
import { formatTime } from "./format.ts";

/** One block for each earlier promotion of the same content; "" without one. */
export const earlierLines = ({ items, count }: EarlierDecisions): string =>
  [
    ...items.flatMap(
      ({ number, versionNumber, stage, state, requester, createdAt, decidedAt, votes, withdrawalNote }) => [
        `P-${number}: v${versionNumber} to ${stage} is ${state}, asked by ${requester}, ${formatTime(decidedAt ?? createdAt)}`,
        ...votes.map(({ decision, printedName, note }) => `  ${decision} by ${printedName}: ${note}`),
        ...(withdrawalNote === null ? [] : [`  withdrawn: ${withdrawalNote}`]),
      ],
    ),
    ...(count > items.length ? [`and ${count - items.length} more`] : []),
  ].join("\n");

/** The version's card with what changed in it, and the model's. */
export const cardsOf = ({ card, modelCard, dossier }: PromotionView): string =>
  [
    cardText(dossier?.incumbent ? `Card against v${dossier.incumbent.number}` : "Card", card),
    cardText("Model card", modelCard),
  ].join("\n\n");

function cardText(title: string, { body, diff, author, at }: CardUnderReview): string {
  const by = author === null || at === null ? "" : `, by ${author}, ${formatTime(at)}`;
  if (body === "" && !diff) return `${title}: none yet`;
  if (!diff) return `${title}${by}\n${body}`;
  const lines = diff.changes.map(changeText);
  return [`${title}${by}`, ...lines, ...(diff.isCut ? ["… the rest is too long to show here"] : [])].join("\n");
}

function changeText(change: TextChange): string {
  if (change.kind === "folded") return `  … ${change.lines} lines the same`;
  if (change.kind !== "changed") return marked(change.kind, change.text);
  const side = (gone: "added" | "removed") =>
    change.words.flatMap(({ kind, text }) => (kind === gone ? [] : [text])).join("");
  return [marked("removed", side("added")), marked("added", side("removed"))].join("\n");
}

const signs = { same: " ", added: "+", removed: "-" } as const;
const marked = (kind: keyof typeof signs, text: string): string =>
  text
    .split("\n")
    .map((line) => `${signs[kind]} ${line}`)
    .join("\n");

/** What was taken back of what is compared: nothing counts it. */
export const retractedLines = ({ retracted, lineage }: PromotionView): string =>
  [
    ...retracted.map((one) => [`v${one.versionNumber} ${evaluationInWords(one)}`, one.retraction] as const),
    ...lineage.map((edge) => [`${edge.kind} ${edgeInWords(edge)}`, edge.retraction] as const),
  ]
    .flatMap(([what, retraction]) => (retraction ? [`${what} (${retractionInWords(retraction)})`] : []))
    .join("\n");

/** As it stands in a list. */
export const retractionInWords = ({ by, at, reason }: RetractionView): string =>
  `retracted by ${by}, ${formatTime(at)}: ${reason}`;

/** Rows shown that the log contradicts; "" while there are none. */
export const contradictedLines = (rows: readonly RecordContradiction[]): string =>
  rows.length === 0
    ? ""
    : [
        "disagrees with the database here: this shows what the log says, where it has an entry",
        ...rows.map((row) => {
          const { before, entry, after } = contradictionInWords(row);
          return `${before}${entry ?? ""}${after}`;
        }),
      ].join("\n");
