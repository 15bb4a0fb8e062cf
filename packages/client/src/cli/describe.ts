// Models, versions and promotions in words: what `show`, `inbox` and the votes print.
import {
  sizeText,
  reasonsInWords,
  capacityInWords,
  descriptorInWords,
  edgeInWords,
  missingInWords,
  type Dossier,
  type MetricRow,
  type ModelView,
  type PromotionSummary,
  type PromotionView,
  type StageName,
  type VersionView,
} from "@chancery/core";
import { cutNote, remarksOn } from "./describe-measurements.ts";
import { cardsOf, contradictedLines, earlierLines, retractedLines } from "./describe-review.ts";
import { blocks, fields, formatTime, table } from "./format.ts";

const facts = (record: Readonly<Record<string, string>>) =>
  Object.entries(record)
    .map(([key, value]) => `${key}=${value}`)
    .join("\n") || undefined;
const short = (digest: string | null) => digest?.slice(0, 12) ?? null;
const section = (title: string, text: string) => `${title}\n${text}`;

export function describeModel(model: ModelView): string {
  return blocks(
    fields([
      ["model", `${model.team}/${model.name}`],
      ["about", model.description || undefined],
      ["visibility", model.visibility],
      ["owner", ownerLine(model.owners)],
      ["tier", model.tier ?? "not assessed"],
      [
        "stages",
        model.stages
          .map(({ stage, number, since, count }) => `${stage}: v${number} since ${formatTime(since)}${andMore(count)}`)
          .join("\n") || "none held",
      ],
      ["candidate", model.candidate ? `v${model.candidate.number}` : undefined],
      ["main metric", mainMetricLine(model)],
      ["aliases", model.aliases.map(aliasLine).join("\n") || undefined],
      ["policy", model.policy.label],
      [
        "asked",
        model.openPromotions
          .map(({ number, versionNumber, stage }) => `P-${number}: v${versionNumber} to ${stage}`)
          .join("\n") || undefined,
      ],
      ["tags", facts(model.tags)],
      ["id", model.id],
    ]),
    model.card.body && section("Card", model.card.body),
  );
}

const andMore = (count: number) => (count > 1 ? `, and ${count - 1} more` : "");

function ownerLine([owner]: ModelView["owners"]): string | undefined {
  return owner && owner.to === null ? `${owner.name} since ${formatTime(owner.from)}` : undefined;
}

function mainMetricLine({ mainMetric: metric, newestSealed }: ModelView): string | undefined {
  if (newestSealed === null) return undefined;
  if (metric === null) return `v${newestSealed} is not validated`;
  const on = [metric.dataset && ` on ${metric.dataset}`, metric.slice && `, ${metric.slice}`].join("");
  const against = metric.change === null ? "" : ` (${metric.change} against the released version)`;
  return `${metric.name} ${metric.value} of v${metric.number}${on}${against}`;
}

const aliasLine = ({ name, number, looksLike }: ModelView["aliases"][number]) =>
  `${name}: v${number}${looksLike.length === 0 ? "" : ` (looks like ${looksLike.join(", ")}: remove one)`}`;

export function describeVersion(version: VersionView): string {
  return blocks(
    fields([
      [
        "version",
        `${version.team}/${version.name}:${version.number}${version.label === null ? "" : ` (${version.label})`}`,
      ],
      ["log", contradictedLines(version.contradicted) || undefined],
      ["state", version.kind === "external" ? `${version.state}, external` : version.state],
      ["verdict", version.verdict.map(verdictLine).join("\n") || undefined],
      ["missing", missingInWords(version.missing) || undefined],
      ["manifest", version.manifestDigest === null ? "not sealed yet" : `sha256:${version.manifestDigest}`],
      ["aliases", version.aliases.join(", ") || undefined],
      ["by", `${version.createdBy}, ${formatTime(version.createdAt)}`],
      [
        "descriptor",
        version.descriptor &&
          descriptorInWords(version.descriptor)
            .map(({ name, value }) => `${name}: ${value}`)
            .join("\n"),
      ],
      ["params", facts(version.params)],
      ["tags", facts(version.tags)],
      ["lineage", lineageLines(version).join("\n") || undefined],
      ["id", version.id],
    ]),
    version.files.length > 0 &&
      section(
        "Files",
        table(
          ["PATH", "SIZE", "SHA-256"],
          version.files.map((file) => [file.path, sizeText(file.sizeBytes), short(file.sha256)]),
          "",
        ),
      ),
    version.metrics.length > 0 && section(metricsTitle(version.incumbent), metricTable(version.metrics)),
    remarksOn(version.metrics),
    cutNote(version),
    version.card.body && section("Card", version.card.body),
  );
}

function lineageLines({ lineage, lineageCount }: VersionView): readonly string[] {
  const more = lineageCount - lineage.length;
  return [
    ...lineage.map((edge) => `${edge.kind} ${edgeInWords(edge)}`),
    ...(more > 0 ? [`and ${more} more: see its page in the portal`] : []),
  ];
}

const verdictLine = ({ stage, status, reasons }: VersionView["verdict"][number]) =>
  reasons.length === 0 ? `${status} for ${stage}` : `${status} for ${stage}: ${reasonsInWords(reasons)}`;
function metricsTitle(incumbent: VersionView["incumbent"]): string {
  if (incumbent === null) return "Metrics (nothing is released to compare with)";
  const { number, stage, isReplaced } = incumbent;
  return `Metrics against v${number}, ${isReplaced ? `which it replaced in ${stage}` : `in ${stage}`}`;
}

/** ↑ and ↓, as in papers: which way is better. */
const arrows = { higher: " ↑", lower: " ↓", none: "" } as const;
const directed = (name: string, direction: MetricRow["direction"]) => `${name}${arrows[direction]}`;

export const metricTable = (rows: readonly MetricRow[]): string =>
  table(
    ["METRIC", "PHASE", "DATASET", "CANDIDATE", "INCUMBENT", "CHANGE", ""],
    rows.map((row) => [
      directed(row.slice === "" ? row.name : `${row.name} [${row.slice}]`, row.direction),
      row.phase,
      row.datasetName,
      row.candidate,
      row.incumbent,
      row.change,
      row.verdict,
    ]),
    "no metrics recorded",
  );

/** Everything a voter has to have seen: the digests of the vote are of this. */
export function describePromotion(promotion: PromotionView): string {
  const { dossier } = promotion;
  return blocks(
    fields([
      [
        "promotion",
        `P-${promotion.number}: ${promotion.team}/${promotion.name}:${promotion.versionNumber} to ${promotion.stage}`,
      ],
      ["log", contradictedLines(promotion.contradicted) || undefined],
      ["state", promotion.headline],
      ["missing", missingInWords(promotion.missing) || undefined],
      ["earlier", earlierLines(promotion.earlier) || undefined],
      ["asked", `${promotion.requester}, ${formatTime(promotion.createdAt)}${goneInWords(promotion)}`],
      ["reason", promotion.reason],
      ["ticket", promotion.ticket ?? undefined],
      ["path", promotion.path],
      ["changed", promotion.answers === null ? undefined : `since P-${promotion.answers}: ${promotion.whatChanged}`],
      ["approved", promotion.approvedAt === null ? undefined : formatTime(promotion.approvedAt)],
      [
        "executed",
        promotion.executedAt === null
          ? undefined
          : `${formatTime(promotion.executedAt)}, by ${promotion.executedBy ?? "unknown"}`,
      ],
      ["uploaded", promotion.uploader],
      ["revision", revisionLines(promotion)],
      ["lost", lostInWords(promotion)],
      ["instead of", dossier ? incumbentInWords(dossier, promotion.stage) : undefined],
      [
        "attention",
        promotion.isIncumbentChanged
          ? `another version entered ${promotion.stage} after this was requested`
          : undefined,
      ],
      ["rule", dossier ? `${dossier.policy.label}: ${dossier.policy.rule}` : undefined],
      [
        "gates",
        promotion.gates
          .map(({ rule, status, detail }) => `${status}: ${rule}${detail === "" ? "" : ` (${detail})`}`)
          .join("\n") || undefined,
      ],
      [
        "votes",
        [...promotion.carried, ...promotion.votes].map((vote) => voteLine(vote, promotion)).join("\n") || "none yet",
      ],
      ["retracted", retractedLines(promotion) || undefined],
      ["you may", promotion.availableActions.join(", ") || "nothing here"],
      [
        "not",
        promotion.blockedBecause.map(({ action, reasons }) => `${action}: ${reasonsInWords(reasons)}`).join("\n") ||
          undefined,
      ],
    ]),
    dossier && section("Metrics", metricTable(dossier.metrics)),
    dossier && section("What else changes", changesOf(dossier)),
    cardsOf(promotion),
  );
}

const incumbentInWords = ({ incumbent }: Dossier, stage: StageName) =>
  incumbent === null
    ? `nothing: ${stage} is empty`
    : `v${incumbent.number}, there since ${formatTime(incumbent.since)}`;

/** Undefined where nothing is. */
function lostInWords({ lost, revision }: PromotionView): string | undefined {
  if (!lost) return undefined;
  const by = lost.entry === null ? "ask an admin to check the audit log" : `see entry ${lost.entry} of the audit log`;
  return `what revision ${revision} compared: it was stored only in the database, and somebody changed it there; ${by}`;
}

/** Which revision of the dossier is shown, and what it changed. */
function revisionLines({ revision, newestRevision, changes }: PromotionView): string {
  const which = `${revision} of ${newestRevision}`;
  const lines = changes.map(
    ({ part, label, from, to }) => `${part} ${label}: ${from ?? "nothing"} → ${to ?? "nothing"}`,
  );
  return [which, ...lines].join("\n");
}

function voteLine(vote: PromotionView["votes"][number], { number }: PromotionView): string {
  const remarks = [
    ...(vote.capacity === null ? [] : [capacityInWords(vote.capacity)]),
    ...(vote.renews === null ? [] : ["renews an earlier vote"]),
    ...(vote.castOn === number ? [] : [`on P-${vote.castOn}`]),
    ...(vote.staleBecause === null ? [] : [`stale: ${vote.staleBecause}`]),
    ...(vote.isAlone ? ["completed alone after dismissing an objection: nobody else could vote"] : []),
    ...(vote.unvouched === null
      ? []
      : [`nobody independent had vouched for the holder of the account of ${vote.unvouched}`]),
  ];
  const remark = remarks.length === 0 ? "" : ` (${remarks.join("; ")})`;
  const line = `${vote.decision} by ${vote.printedName}, ${formatTime(vote.at)}${remark}: ${vote.note}${vote.conditions.map((text) => `\n  on condition: ${text}`).join("")}`;
  const { dismissal } = vote;
  return dismissal ? `${line}\n  dismissed by ${dismissal.by}, ${formatTime(dismissal.at)}: ${dismissal.reason}` : line;
}

function changesOf(dossier: Dossier): string {
  const isCardChanged = dossier.incumbent !== null && dossier.card.candidate !== dossier.card.incumbent;
  const rows = [
    ...dossier.params.map(({ key, candidate, incumbent }) => ["param", key, candidate, incumbent]),
    ...dossier.files.map(({ key, candidate, incumbent }) => ["file", key, short(candidate), short(incumbent)]),
    ...schemaRows(dossier),
    ...(dossier.environment ?? []).map(({ key, candidate, incumbent }) => ["environment", key, candidate, incumbent]),
    ...(isCardChanged ? [["card", "", short(dossier.card.candidate), short(dossier.card.incumbent)]] : []),
    ...dossier.lineage.map(({ kind, summary }) => ["lineage", kind, summary, null]),
  ];
  return table(["", "WHAT", "CANDIDATE", "INCUMBENT"], rows, "nothing");
}

/** A dossier of an earlier Chancery says only that the schema differs. */
function schemaRows({ signature, isSignatureChanged }: Dossier) {
  if (signature) return signature.map(({ key, candidate, incumbent }) => ["schema", key, candidate, incumbent]);
  return isSignatureChanged ? [["schema", "inputs and outputs", "other", null]] : [];
}

/** That nobody stands behind the request any more. */
function goneInWords({ requesterDisabled }: Pick<PromotionSummary, "requesterDisabled">): string {
  if (!requesterDisabled) return "";
  const { name, isOwner, at } = requesterDisabled;
  return `; ${isOwner ? `its owner ${name}` : "that account"} was disabled${at === null ? "" : ` ${formatTime(at)}`}`;
}

export const promotionTable = (promotions: readonly PromotionSummary[], empty: string): string =>
  table(
    ["PROMOTION", "VERSION", "TO", "STATE", "ASKED BY", "WAITS FOR", "NOTES"],
    promotions.map((promotion) => [
      `P-${promotion.number}`,
      `${promotion.team}/${promotion.name}:${promotion.versionNumber}`,
      promotion.stage,
      promotion.state,
      promotion.requester,
      promotion.state === "open" ? promotion.waitsFor : null,
      [
        missingInWords(promotion.missing),
        promotion.objection && `objected to in P-${promotion.objection.number}`,
        promotion.requesterDisabled && `${promotion.requesterDisabled.name} is disabled`,
        promotion.isUnvouched && "rests on an account that nobody independent has vouched for",
      ]
        .filter(Boolean)
        .join("; "),
    ]),
    empty,
  );
