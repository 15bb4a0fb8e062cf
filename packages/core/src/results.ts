// What the API answers: plain types shared by server, portal and client. Ids are UUIDs, times ISO 8601 UTC, digests lower-case hex.
import type { UploadView } from "./upload-views.ts";
import type { PendingReset } from "./account-holder.ts";
import type { ActClass } from "./audit/act.ts";
import type { AppointmentView, Beginning } from "./appointment.ts";
import type { Reason } from "./errors.ts";
import type { EvaluationCounts, MetricRow } from "./compare.ts";
import type { EvaluationView, Phase } from "./evaluation.ts";
import type { MeasurementMark } from "./measurements.ts";
import type { Direction } from "./metric-directions.ts";
import type { RecordContradiction } from "./integrity.ts";
import type { LineageView } from "./lineage.ts";
import type { RetractionView } from "./retraction.ts";
import type { Descriptor, FileEntry, Signature } from "./manifest.ts";
import type { Blocked, PromotionState } from "./promotion.ts";
import type { GrantScope, Role, Visibility } from "./roles.ts";
import type { Stage, StageName } from "./stage.ts";
import type { Tier, TierAssessmentView, TierRow } from "./tier.ts";
import type { StageVerdict, VersionState } from "./version.ts";
import type { Digests } from "./vote-parts.ts";

/** One page of a list; `next` is the opaque key of the page after, null on the last. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
export type Named = { readonly id: string; readonly name: string };
/** What the viewer may do here, and why not the rest. */
export type Actions<A extends string = string> = {
  readonly availableActions: readonly A[];
  readonly blockedBecause: readonly Blocked[];
};

export type Me = {
  readonly id: string;
  readonly kind: "person" | "service";
  readonly name: string;
  readonly email: string | null;
  readonly defaultTeam: string | null;
  readonly via: "session" | "token" | "system" | "none";
  readonly scopes: readonly string[];
  readonly grants: readonly { readonly role: Role; readonly scope: GrantScope; readonly scopeName: string }[];
  readonly isAdmin: boolean;
  readonly canReadAudit: boolean;
  readonly waitingReviews: number;
  /** A link that somebody made to reset the password of this account; null for a token. */
  readonly passwordReset: PendingReset | null;
  /** For how many holders of accounts this person may vouch. */
  readonly waitingVouches: number;
  /** How many come to a role that this person may confirm. */
  readonly waitingAppointments: number;
  /** Those that nobody is left to confirm: told to everybody while they wait. */
  readonly unconfirmable: readonly AppointmentView[];
  /** Why no act is taken: the log or the database is not what this server has seen. Null where acts are taken. */
  readonly frozen: Reason | null;
};

export type TeamView = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: string;
};
export type MemberView = {
  readonly id: string;
  readonly actor: Named;
  readonly from: string | null;
  readonly addedBy: string;
  readonly isPending: boolean;
  readonly confirmedBy: string | null;
  /** How it came into force where it made a reviewer or an admin; null for others. */
  readonly beginning: Beginning | null;
  readonly waitsUntil: string | null;
};
export type GroupView = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly isApprover: boolean;
  /** Pending ones included. */
  readonly memberCount: number;
  readonly pendingCount: number;
  /** The first 20, those who wait to be confirmed before the others. */
  readonly members: readonly MemberView[];
};
export type TokenView = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly madeBy: Named;
  /** The token it was made with, and ends with; null for one made by somebody signed in. */
  readonly parentId: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
};
export type SessionView = {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly userAgent: string | null;
  readonly isCurrent: boolean;
};

/** The version that entered a stage last, of those that hold it now. */
export type StageHolder = {
  readonly stage: StageName;
  readonly versionId: string;
  readonly number: number;
  readonly since: string;
  /** How many versions hold the stage: one, where it is exclusive. */
  readonly count: number;
  /** The model's main metric, as it speaks for this version; null where it was not measured, and in stages that are not exclusive. */
  readonly mainMetric: MainMetric | null;
};
/** The metric a model is listed with. */
export type MainMetricChoice = {
  readonly name: string;
  readonly phase: Phase;
  /** Null: the dataset it was first measured on. */
  readonly dataset: string | null;
  /** "" is the whole dataset. */
  readonly slice: string;
};
export type MainMetric = {
  /** The version that was measured. */
  readonly number: number;
  readonly name: string;
  readonly value: string;
  readonly direction: Direction;
  readonly phase: Phase;
  readonly dataset: string | null;
  readonly slice: string;
  /** Against the version in production; null where there is no other, and `new` where that was not measured so. */
  readonly change: string | null;
  readonly verdict: MetricRow["verdict"] | null;
};
/** What a model's lists are filled from, kept as a row and written again by every act that changes it. */
export type KeptSummary = {
  /** In the order of the stages; one that nobody holds is left out. */
  readonly stages: readonly StageHolder[];
  readonly versions: Readonly<Record<Exclude<VersionState, "discarded">, number>>;
  /** Number of the newest sealed version. */
  readonly newestSealed: number | null;
  /** The newest sealed version, where it is not in production. */
  readonly candidate: { readonly versionId: string; readonly number: number } | null;
  /** Of the newest sealed version; null where it was not measured. */
  readonly mainMetric: MainMetric | null;
  readonly openPromotionCount: number;
  /** Number of the newest one that waits for a decision. */
  readonly newestOpenPromotion: number | null;
};
export type ModelSummary = KeptSummary & {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly visibility: Visibility;
  readonly tier: Tier | null;
  readonly latestNumber: number | null;
  readonly createdBy: string;
  readonly changedAt: string;
};
/** One line of a model's own list of metrics. */
export type ModelMetricView = {
  readonly name: string;
  readonly direction: Direction;
  readonly setBy: string;
  readonly setAt: string;
  readonly revision: number;
};
export type AliasView = {
  readonly name: string;
  readonly versionId: string;
  readonly number: number;
  readonly from: string;
  readonly setBy: string;
  /** Other aliases of the model in force that read the same: none but from before they were refused. */
  readonly looksLike: readonly string[];
};
/** Somebody who answers for a model, or did. */
export type ModelOwnerView = {
  /** Of their account. */
  readonly id: string;
  readonly name: string;
  readonly from: string;
  /** Null while they own it. */
  readonly to: string | null;
  readonly setBy: string;
};
export type Card = {
  readonly body: string;
  readonly revision: number;
  readonly digest: string;
  readonly author: string | null;
  readonly at: string | null;
};
export type ModelView = ModelSummary &
  Actions<"update" | "set-owner" | "assess-tier" | "confirm-tier" | "set-alias" | "create-version"> & {
    readonly createdAt: string;
    readonly revision: number;
    /** As chosen; null: the first metric of the first validation over a whole dataset. */
    readonly mainMetricChoice: MainMetricChoice | null;
    /** Newest first: the first one, until `to` is set, is who answers for it now. */
    readonly owners: readonly ModelOwnerView[];
    readonly card: Card;
    readonly aliases: readonly AliasView[];
    readonly policy: { readonly label: string; readonly digest: string };
    readonly tierAssessments: readonly TierAssessmentView[];
    readonly openPromotions: readonly {
      readonly number: number;
      readonly versionNumber: number;
      readonly stage: StageName;
    }[];
    /** Rows shown here that the log contradicts: somebody may have edited them. */
    readonly contradicted: readonly RecordContradiction[];
  };

export type VersionSummary = {
  readonly id: string;
  readonly number: number;
  readonly label: string | null;
  readonly kind: "files" | "external";
  readonly state: "draft" | "sealed" | "revoked" | "discarded";
  readonly manifestDigest: string | null;
  readonly sizeBytes: number;
  readonly stages: readonly StageName[];
  readonly aliases: readonly string[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly sealedAt: string | null;
  /** Of a draft that was discarded. */
  readonly discarded: { readonly by: string; readonly at: string } | null;
};
/** An evaluation in a list, with what is said of it: what an approval rested on, what came later, what a contributor recorded. */
export type MarkedEvaluation = EvaluationView & { readonly marks: readonly MeasurementMark[] };
/** The same in the list of all, those too that were taken back. */
export type ListedEvaluation = MarkedEvaluation & {
  /** Null while it counts. */
  readonly retraction: RetractionView | null;
  /** True where the caller recorded it or reviews the model; an open promotion that rests on it may still bar them. */
  readonly mayRetract: boolean;
};
/** An evaluation that was taken back, beside what it would have been shown with. */
export type RetractedEvaluation = EvaluationView & {
  readonly versionNumber: number;
  readonly retraction: RetractionView;
};
/** An edge in a list: with who recorded it, and who took it back. */
export type ListedEdge = LineageView & {
  readonly recordedBy: string;
  readonly retraction: RetractionView | null;
  readonly mayRetract: boolean;
};

export type VersionAction = "upload" | "seal" | "revise" | "record" | "record-lineage" | "request-promotion" | "revoke";
/** Who a version is compared with: the other holder of a stage, or the one it replaced there (`isReplaced`). */
export type Incumbent = {
  readonly versionId: string;
  readonly number: number;
  readonly stage: StageName;
  readonly isReplaced: boolean;
};
export type VersionView = VersionSummary &
  Actions<VersionAction> & {
    readonly contradicted: readonly RecordContradiction[];
    readonly modelId: string;
    readonly team: string;
    readonly name: string;
    readonly revision: number;
    readonly descriptor: Descriptor | null;
    readonly params: Readonly<Record<string, string>>;
    readonly signature: Signature | null;
    readonly environment: Readonly<Record<string, string>>;
    /** First 200 by path; `fileCount` says how many there are. */
    readonly files: readonly FileEntry[];
    readonly fileCount: number;
    readonly card: Card;
    readonly tags: Readonly<Record<string, string>>;
    /** The newest 20; `evaluationCounts` says how many there are. */
    readonly evaluations: readonly MarkedEvaluation[];
    readonly evaluationCounts: EvaluationCounts;
    /** Taken back: they count nowhere. */
    readonly retractedEvaluationCount: number;
    /** The first 20 in the order they were recorded; `lineageCount` says how many there are. */
    readonly lineage: readonly LineageView[];
    readonly lineageCount: number;
    /** Of its content as it is now; what a vote binds besides belongs to its promotion. Null for a draft. */
    readonly digests: Pick<Digests, "manifest" | "card" | "evaluations" | "policy"> | null;
    /** Against the occupant of production (or of the stage asked about), for that itself against whom it replaced; null without one. */
    readonly incumbent: Incumbent | null;
    readonly metrics: readonly MetricRow[];
    readonly verdict: readonly StageVerdict[];
    /** What it lacks that a decision should rest on. */
    readonly missing: readonly Reason[];
    /** The first 20, those still open before the others, then newest first; `promotionCount` says how many there are. */
    readonly promotions: readonly {
      readonly number: number;
      readonly stage: StageName;
      readonly state: PromotionState;
      readonly createdAt: string;
    }[];
    readonly promotionCount: number;
    readonly uploads: readonly UploadView[];
  };

export type DatasetSummary = {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly owner: string;
  readonly status: "active" | "withdrawn";
  readonly statusReason: string | null;
  readonly createdAt: string;
};
export type DatasetView = DatasetSummary &
  Actions<"withdraw"> & {
    readonly revision: number;
    /** Others of its team under the same name and version, with other bytes: none but from before they were refused. */
    readonly namesakes: readonly DatasetSummary[];
    /** The newest 50 visible versions trained or evaluated on it. */
    readonly versions: readonly DatasetUseView[];
    readonly hasMoreVersions: boolean;
  };
/** A version trained or evaluated on a dataset. */
export type DatasetUseView = {
  readonly versionId: string;
  readonly team: string;
  readonly name: string;
  readonly number: number;
  readonly relation: "trained_on" | "evaluated_on";
  readonly stages: readonly StageName[];
};

export type AuditEntryView = {
  readonly index: number;
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  /** The population it belongs to; null for an entry that is damaged, or of an act this Chancery does not know. */
  readonly class: ActClass | null;
  readonly actor: string;
  readonly actorId: string;
  readonly subject: string;
  readonly outcome: "success" | "denied" | "failure";
  readonly requestId: string;
  /** What happened, in words. */
  readonly sentence: string;
};
export type DisclosureView = {
  /** Null for one that is gone. */
  readonly name: string | null;
  /** Null until opened. */
  readonly value: string | null;
  /** `erased` by the entry `erasedBy`; `missing` without any: somebody deleted it. */
  readonly state: "kept" | "erased" | "missing";
  readonly erasedBy: number | null;
  /** As the leaf holds it. */
  readonly digest: string;
};
export type AuditEntryDetail = AuditEntryView & {
  /** The leaf, byte for byte as text. */
  readonly leaf: string;
  readonly leafHash: string;
  /** What stands beside the leaf, without its values: opening them is a read of its own, for auditors. */
  readonly disclosures: readonly DisclosureView[];
  /** tlog-proof text against the newest checkpoint; null until one covers this entry. */
  readonly proof: string | null;
  /** Recomputed by the server from the stored bytes. */
  readonly isIncluded: boolean | null;
};
/** What a registry has of its own. */
export type RegistryStages = {
  /** In order. */
  readonly stages: readonly Stage[];
  /** The stage that counts, by its id: what a version is compared with unless said otherwise. */
  readonly release: StageName;
  /** In rising order. */
  readonly tiers: readonly TierRow[];
};

export type ServerInfo = {
  readonly name: "chancery";
  readonly version: string;
  readonly oldestClient: string;
  readonly origin: string;
  readonly verifierKey: string;
  readonly isClaimed: boolean;
};
