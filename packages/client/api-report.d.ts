type Named = {
    readonly id: string;
    readonly name: string;
};
/** One ground of a refusal or a warning. */
type Reason = {
    /** For machines, in snake_case. */
    readonly code: string;
    /** For people, safe to show. */
    readonly message: string;
};
/** An action the viewer may not take now, and why. */
type Blocked = {
    readonly action: string;
    readonly reasons: readonly Reason[];
};
/** One page of a list; `next` is the opaque key of the page after, null on the last. */
type Page<T> = {
    readonly items: readonly T[];
    readonly next: string | null;
};

declare const errorCodes: readonly ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "INVALID_INPUT", "CONFLICT", "POLICY_UNMET", "ILLEGAL_TRANSITION", "LIMIT_EXCEEDED", "UNAVAILABLE", "VERSION_MISMATCH", "INTERNAL"];
type ErrorCode = (typeof errorCodes)[number];

declare const roles: readonly ["viewer", "contributor", "maintainer", "reviewer", "auditor", "admin"];
type Role = (typeof roles)[number];
declare const grantScopes: readonly ["organisation", "team", "model"];
type GrantScope = (typeof grantScopes)[number];
declare const visibilities: readonly ["organisation", "team", "restricted"];
type Visibility = (typeof visibilities)[number];

type Stage = {
    readonly id: string;
    /** What people read. */
    readonly label: string;
    /** A newcomer ends the incumbent's interval. */
    readonly isExclusive: boolean;
    /** A version enters by votes. */
    readonly isGoverned: boolean;
};
type TierRow = {
    readonly id: string;
    /** What people read. */
    readonly label: string;
};
/** What a registry has of its own. */
type RegistryStages = {
    /** In order. */
    readonly stages: readonly Stage[];
    /** The stage that counts, by its id: what a version is compared with unless said otherwise. */
    readonly release: string;
    /** In rising order. */
    readonly tiers: readonly TierRow[];
};
type ServerInfo = {
    readonly name: "chancery";
    readonly version: string;
    readonly oldestClient: string;
    readonly origin: string;
    readonly verifierKey: string;
    readonly isClaimed: boolean;
};

/** The id of a stage: which there are, the registry says. */
type StageName = string;

/**
 * How an appointment came into force: confirmed by a second person; given alone, before there were two people; begun after
 * its wait because nobody was left to confirm it; or begun on the server by whoever runs it.
 */
declare const beginnings: readonly ["confirmed", "alone", "waited", "recovered"];
type Beginning = (typeof beginnings)[number];

/** What makes somebody a reviewer or an admin, and waits for a second person. */
type AppointmentView = {
    readonly id: string;
    readonly kind: "grant" | "membership";
    /** The first ten by name. */
    readonly receivers: readonly string[];
    readonly receiverCount: number;
    /** The group that is given the role, or that somebody joins. */
    readonly group: {
        readonly id: string;
        readonly name: string;
    } | null;
    readonly roles: readonly {
        readonly role: Role;
        readonly scope: GrantScope;
        readonly scopeName: string;
    }[];
    readonly givenBy: string;
    readonly givenAt: string;
    readonly waitsUntil: string | null;
    /** The first ten who may confirm it, by name. */
    readonly confirmers: readonly string[];
    readonly confirmerCount: number;
    /** Why the viewer may not confirm it; empty when they may. */
    readonly blockedBecause: readonly Reason[];
};

/** What an auditor draws a population from: every act is in exactly one. */
declare const actClasses: readonly ["release", "access", "policy", "tier", "data", "upkeep"];
type ActClass = (typeof actClasses)[number];

/** The grounds of GDPR Article 17(1), a to e. */
declare const erasureBases: readonly ["no-longer-needed", "consent-withdrawn", "objection", "unlawful-processing", "legal-obligation"];
type ErasureBasis = (typeof erasureBases)[number];

type AuditEntryView = {
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
type DisclosureView = {
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
type AuditEntryDetail = {
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
    /** The leaf, byte for byte as text. */
    readonly leaf: string;
    readonly leafHash: string;
    /** The disclosures of the entry, without their values: auditors open those in a separate, recorded read. */
    readonly disclosures: readonly DisclosureView[];
    /** tlog-proof text against the newest checkpoint; null until one covers this entry. */
    readonly proof: string | null;
    /** Recomputed by the server from the stored bytes. */
    readonly isIncluded: boolean | null;
};

/** One file of a version. */
type FileEntry = {
    readonly path: string;
    readonly sizeBytes: number;
    readonly sha256: string;
};

type Card = {
    readonly body: string;
    readonly revision: number;
    readonly digest: string;
    readonly author: string | null;
    readonly at: string | null;
};
type WordKind = "same" | "added" | "removed";
/** A run of lines that stayed, went or came. A folded run says only how many lines it has. */
type TextChange = {
    readonly kind: WordKind;
    readonly text: string;
} | {
    readonly kind: "changed";
    readonly words: readonly {
        readonly kind: WordKind;
        readonly text: string;
    }[];
} | {
    readonly kind: "folded";
    readonly lines: number;
};
type TextDiff = {
    readonly changes: readonly TextChange[];
    /** True where the texts have too little in common, or are too long, to be set against each other whole. */
    readonly isCut: boolean;
};
/** A card as it is judged: while a promotion is open the one in force, after that the one decided on. */
type CardUnderReview = {
    readonly body: string;
    readonly digest: string;
    /** 0 before anyone wrote one. */
    readonly revision: number;
    readonly author: string | null;
    readonly at: string | null;
    /** Against the incumbent's card; null where there is nothing to set it against, or where both are the same. */
    readonly diff: TextDiff | null;
};

/** A discarded draft keeps its number and nothing else. */
declare const versionStates: readonly ["draft", "sealed", "revoked", "discarded"];
type VersionState = (typeof versionStates)[number];

type LogStatus = {
    readonly origin: string;
    readonly verifierKey: string;
    readonly size: number;
    readonly checkpoint: {
        readonly size: number;
        readonly root: string;
        readonly note: string;
        readonly at: string;
    } | null;
};
type RowFinding = {
    /** `missing`: an entry records it. `unrecorded`: none does. `misplaced`: the index of the log is wrong about it. `other-files`: a sealed version has others than its manifest names. */
    readonly fault: "differs" | "missing" | "unrecorded" | "misplaced" | "other-files";
    /** The first such row. */
    readonly id: string;
    /** The entry it contradicts; null where none tells of it. */
    readonly entry: number | null;
    /** How many rows of the kind have this fault. */
    readonly count: number;
};
/** Rows of one kind, held against the log. */
type CheckedKind = {
    /** `votes`, in words. */
    readonly name: string;
    readonly table: string;
    readonly rows: number;
    readonly findings: readonly RowFinding[];
};
type CheckResult = {
    readonly isOk: boolean;
    readonly treeSize: number;
    readonly root: string;
    readonly checkedAt: string;
    /** The first bad entry, when there is one, and what is wrong with it. */
    readonly firstBad: {
        readonly index: number;
        readonly reasons: readonly Reason[];
    } | null;
    /** Of the log, and of the rows that it contradicts: of each kind the first of each fault. */
    readonly reasons: readonly Reason[];
    /** How many rows were held against the log. */
    readonly rows: number;
    /** The same by kind of row; empty where the log is damaged, for then it says nothing of rows. */
    readonly kinds: readonly CheckedKind[];
};
/** A row that a view shows, or misses, which is not what the log says. */
type RecordContradiction = {
    readonly table: string;
    readonly id: string;
    /** In words: `the vote 0198…`. */
    readonly row: string;
    /** The entry it contradicts; null where none tells of it. */
    readonly entry: number | null;
    /** `missing`: an entry records it. `unrecorded`: none does. `misplaced`: the index of the log is wrong about it. `other-files`: a sealed version has others than its manifest names. */
    readonly fault: "differs" | "missing" | "unrecorded" | "misplaced" | "other-files";
    /** What the view shows of it: what the log says, as far as it holds it; the row as it stands; or nothing. */
    readonly shows: "log" | "database" | "nothing";
    /** Columns that differ, in JSON; null where an entry holds a digest alone, and the value shown is not the one recorded. */
    readonly columns: readonly {
        readonly name: string;
        readonly told: string | null;
        readonly stands: string | null;
    }[];
};
/** A row beside what the log says of it. */
type RowContrast = {
    readonly table: string;
    readonly id: string;
    /** In words: `the vote 0198…`. */
    readonly row: string;
    readonly entry: number | null;
    readonly isThere: boolean;
    /** False once it is as the log says again. */
    readonly isSo: boolean;
    /** Columns that differ; null stands for what is not shown, or not there. */
    readonly columns: readonly {
        readonly name: string;
        readonly told: string | null;
        readonly stands: string | null;
    }[];
};
/** How the log and the tables stand: what the last check found, what is running, and where what was signed is kept. */
type LogIntegrity = {
    readonly origin: string;
    readonly verifierKey: string;
    readonly size: number;
    readonly checkpoint: {
        readonly size: number;
        readonly root: string;
        readonly note: string;
        readonly at: string;
    } | null;
    readonly root: string;
    /** Why no act is taken; null while all is well. */
    readonly frozen: Reason | null;
    /** What the last start looked at before it was ready: the head and the entries from here on. */
    readonly start: {
        readonly at: string;
        readonly from: number;
        readonly below: number;
    } | null;
    readonly lastCheck: {
        readonly begunAt: string;
        readonly endedAt: string;
        /** Who asked for it; null for one the server made by itself. */
        readonly by: string | null;
        readonly treeSize: number;
        /** Entries found whole. */
        readonly reach: number;
        readonly rows: number;
        readonly isOk: boolean;
        readonly firstBad: number | null;
        readonly reasons: readonly Reason[];
        readonly kinds: readonly CheckedKind[];
    } | null;
    /** The check that is under way, or was broken off: how far it has got. */
    readonly running: {
        readonly begunAt: string;
        /** Who asked for it; null for one the server makes by itself. */
        readonly by: string | null;
        /** When it said how far it has got. */
        readonly at: string;
        readonly reach: number;
        /** It has said nothing for long: the server takes it up again. */
        readonly isBrokenOff: boolean;
    } | null;
    readonly nextCheckAt: string;
    /** What the last check found in rows, as it is now. */
    readonly contrasts: readonly RowContrast[];
    /** Where checkpoints are kept outside the database. */
    readonly places: readonly {
        readonly place: string;
        readonly size: number | null;
        /** Why the log does not continue it; null where it does, or where there is none yet. */
        readonly fault: Reason | null;
    }[];
    /** Said while no copy lies apart from the data folder. */
    readonly risk: string | null;
};
/** A checkpoint somebody kept, held against the log. */
type ComparedCheckpoint = {
    readonly verdict: "consistent";
    readonly size: number;
    readonly treeSize: number;
} | {
    readonly verdict: "inconsistent";
    readonly reason: Reason;
} | {
    readonly verdict: "unusable";
    readonly reason: Reason;
};

declare const directions: readonly ["higher", "lower", "none"];
/** `none`: nobody has said which way is better, so values are compared without better or worse. */
type Direction = (typeof directions)[number];

declare const phases: readonly ["training", "validation", "monitoring"];
type Phase = (typeof phases)[number];

declare const measurementMarks: readonly ["rested-on", "after-dossier", "after-approval", "by-contributor"];
/** `rested-on`: the approval rested on it. `after-…`: recorded after the dossier was frozen, or after it was approved. */
type MeasurementMark = (typeof measurementMarks)[number];

/** Who took it back, and why. */
type RetractionView = {
    readonly by: string;
    readonly reason: string;
    readonly at: string;
};

/** A metric as it is kept. */
type Metric = {
    readonly name: string;
    readonly value: string;
    readonly unit?: string | undefined;
    readonly direction: Direction;
    readonly lower?: string | undefined;
    readonly upper?: string | undefined;
};
/** An evaluation as every reader sees it. Times are ISO 8601 UTC. */
type EvaluationView = {
    readonly id: string;
    readonly phase: Phase;
    readonly evaluator: string;
    readonly evaluatorId: string;
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
    } | null;
    readonly slice: string;
    readonly metrics: readonly Metric[];
    readonly codeCommit: string | null;
    /** When what was measured happened; null where nobody said. */
    readonly observedFrom: string | null;
    readonly observedTo: string | null;
    readonly createdAt: string;
};
/** The answer to recording one: `warnings` say what was kept otherwise than the recorder may think. */
type RecordedEvaluation = {
    readonly id: string;
    readonly phase: Phase;
    readonly evaluator: string;
    readonly evaluatorId: string;
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
    } | null;
    readonly slice: string;
    readonly metrics: readonly Metric[];
    readonly codeCommit: string | null;
    /** When what was measured happened; null where nobody said. */
    readonly observedFrom: string | null;
    readonly observedTo: string | null;
    readonly createdAt: string;
    readonly warnings: readonly Reason[];
};
/** An evaluation in a list, with what is said of it: what an approval rested on, what came later, what a contributor recorded. */
type MarkedEvaluation = {
    readonly id: string;
    readonly phase: Phase;
    readonly evaluator: string;
    readonly evaluatorId: string;
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
    } | null;
    readonly slice: string;
    readonly metrics: readonly Metric[];
    readonly codeCommit: string | null;
    /** When what was measured happened; null where nobody said. */
    readonly observedFrom: string | null;
    readonly observedTo: string | null;
    readonly createdAt: string;
    readonly marks: readonly MeasurementMark[];
};
/** The same in the list of all, those too that were taken back. */
type ListedEvaluation = {
    readonly id: string;
    readonly phase: Phase;
    readonly evaluator: string;
    readonly evaluatorId: string;
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
    } | null;
    readonly slice: string;
    readonly metrics: readonly Metric[];
    readonly codeCommit: string | null;
    /** When what was measured happened; null where nobody said. */
    readonly observedFrom: string | null;
    readonly observedTo: string | null;
    readonly createdAt: string;
    readonly marks: readonly MeasurementMark[];
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
    /** True where the caller recorded it or reviews the model; an open promotion that rests on it may still bar them. */
    readonly mayRetract: boolean;
};
/** An evaluation that was taken back, beside what it would have been shown with. */
type RetractedEvaluation = {
    readonly id: string;
    readonly phase: Phase;
    readonly evaluator: string;
    readonly evaluatorId: string;
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
    } | null;
    readonly slice: string;
    readonly metrics: readonly Metric[];
    readonly codeCommit: string | null;
    /** When what was measured happened; null where nobody said. */
    readonly observedFrom: string | null;
    readonly observedTo: string | null;
    readonly createdAt: string;
    readonly versionNumber: number;
    readonly retraction: RetractionView;
};

type Measurement = {
    readonly evaluationId: string;
    readonly evaluator: string;
    readonly evaluatorId: string;
    /** When it was recorded. */
    readonly at: string;
    readonly value: string;
    readonly unit: string | null;
    readonly lower: string | null;
    readonly upper: string | null;
    /** The dataset's version and bytes. */
    readonly dataset: {
        readonly version: string;
        readonly sha256: string;
    } | null;
    readonly marks: readonly MeasurementMark[];
};
/** Why this one speaks. */
type SpeaksBecause = "only-one" | "rested-on" | "independent" | "newest";
/** How one metric was measured on one version. `others` are at most ten, newest first; `count` says how many there are in all. */
type Measured = {
    readonly evaluationId: string;
    readonly evaluator: string;
    readonly evaluatorId: string;
    /** When it was recorded. */
    readonly at: string;
    readonly value: string;
    readonly unit: string | null;
    readonly lower: string | null;
    readonly upper: string | null;
    /** The dataset's version and bytes. */
    readonly dataset: {
        readonly version: string;
        readonly sha256: string;
    } | null;
    readonly marks: readonly MeasurementMark[];
    readonly because: SpeaksBecause;
    readonly count: number;
    readonly others: readonly Measurement[];
};
/** `changed`: different, and nobody has said which way is better. `not-comparable`: measured on a dataset with different bytes, or in another unit, or with directions that contradict each other; the row's notes say which. */
type MetricVerdict = "better" | "worse" | "changed" | "equal" | "new" | "missing" | "not-comparable";
type MetricRow = {
    readonly name: string;
    readonly phase: Phase;
    readonly datasetName: string | null;
    readonly slice: string;
    readonly unit: string | null;
    /** In force: as stated with the measurement, else by the model's list of metrics. */
    readonly direction: Direction;
    readonly candidate: string | null;
    readonly incumbent: string | null;
    /** candidate − incumbent, exact; null where they are not comparable. */
    readonly change: string | null;
    /** change ÷ |incumbent|; null where that has no meaning. */
    readonly relativeChange: number | null;
    readonly verdict: MetricVerdict;
    /** Why the values are not comparable, or not better or worse. */
    readonly notes: readonly Reason[];
    /** Who measured each side, when, and what else was measured; null for a side that was not, and in dossiers that do not hold it. */
    readonly measured: {
        readonly candidate: Measured | null;
        readonly incumbent: Measured | null;
    };
};
type FactChange = {
    readonly key: string;
    readonly candidate: string | null;
    readonly incumbent: string | null;
};
type ComparedVersion = {
    readonly versionId: string;
    readonly team: string;
    readonly name: string;
    readonly number: number;
    readonly state: VersionState;
    readonly stages: readonly string[];
    readonly manifestDigest: string | null;
};
/** How many evaluations a version has, and how many of them a comparison looked at: the newest of each phase. */
type EvaluationCounts = {
    readonly recorded: number;
    readonly compared: number;
};
/** Two versions side by side. Of each list of facts no more than the first 500 that changed. */
type Comparison = {
    readonly metrics: readonly MetricRow[];
    readonly params: readonly FactChange[];
    readonly files: readonly FactChange[];
    readonly isSignatureChanged: boolean;
    /** Digests of the cards in force. */
    readonly card: {
        readonly candidate: string;
        readonly incumbent: string | null;
    };
    readonly evaluations: {
        readonly candidate: EvaluationCounts;
        readonly incumbent: EvaluationCounts | null;
    };
    readonly candidate: ComparedVersion;
    /** Null where the stage asked about is empty, or held by a candidate that replaced nobody there. */
    readonly incumbent: ComparedVersion | null;
    /** The stage that the candidate holds and the incumbent had to leave for it. */
    readonly replacedIn: string | null;
    readonly signature: readonly FactChange[];
    readonly environment: readonly FactChange[];
    readonly tags: readonly FactChange[];
    readonly counts: Readonly<Record<"params" | "files" | "signature" | "environment" | "tags", {
        readonly changed: number;
        readonly unchanged: number;
    }>>;
};

/** One fact of where a version came from or where it went. */
type LineageView = {
    readonly kind: "trained_on";
    readonly facts: {};
    /** Null if you may not see it. */
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
        readonly status: "active" | "withdrawn";
    } | null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
} | {
    readonly kind: "evaluated_on";
    readonly facts: {};
    /** Null if you may not see it. */
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
        readonly status: "active" | "withdrawn";
    } | null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
} | {
    readonly kind: "built_from";
    readonly facts: {
        readonly repository: string;
        readonly commit: string;
        readonly isDirty: boolean;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
} | {
    readonly kind: "produced_by";
    readonly facts: {
        readonly job: string;
        readonly url?: string | undefined;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
} | {
    readonly kind: "derived_from";
    readonly facts: {};
    readonly dataset: null;
    /** Null if you may not see it. */
    readonly baseVersion: {
        readonly id: string;
        readonly team: string;
        readonly name: string;
        readonly number: number;
    } | null;
    readonly id: string;
    readonly createdAt: string;
} | {
    readonly kind: "deployed_to";
    readonly facts: {
        readonly environment: string;
        readonly endpoint?: string | undefined;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
};
/** An edge with who took it back. */
type RetractableEdge = {
    readonly kind: "trained_on";
    readonly facts: {};
    /** Null if you may not see it. */
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
        readonly status: "active" | "withdrawn";
    } | null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
} | {
    readonly kind: "evaluated_on";
    readonly facts: {};
    /** Null if you may not see it. */
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
        readonly status: "active" | "withdrawn";
    } | null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
} | {
    readonly kind: "built_from";
    readonly facts: {
        readonly repository: string;
        readonly commit: string;
        readonly isDirty: boolean;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
} | {
    readonly kind: "produced_by";
    readonly facts: {
        readonly job: string;
        readonly url?: string | undefined;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
} | {
    readonly kind: "derived_from";
    readonly facts: {};
    readonly dataset: null;
    /** Null if you may not see it. */
    readonly baseVersion: {
        readonly id: string;
        readonly team: string;
        readonly name: string;
        readonly number: number;
    } | null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
} | {
    readonly kind: "deployed_to";
    readonly facts: {
        readonly environment: string;
        readonly endpoint?: string | undefined;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
};
/** An edge in a list, with who recorded it and who took it back. */
type ListedEdge = {
    readonly kind: "trained_on";
    readonly facts: {};
    /** Null if you may not see it. */
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
        readonly status: "active" | "withdrawn";
    } | null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
    readonly recordedBy: string;
    readonly mayRetract: boolean;
} | {
    readonly kind: "evaluated_on";
    readonly facts: {};
    /** Null if you may not see it. */
    readonly dataset: {
        readonly id: string;
        readonly name: string;
        readonly version: string;
        readonly sha256: string;
        readonly status: "active" | "withdrawn";
    } | null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
    readonly recordedBy: string;
    readonly mayRetract: boolean;
} | {
    readonly kind: "built_from";
    readonly facts: {
        readonly repository: string;
        readonly commit: string;
        readonly isDirty: boolean;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
    readonly recordedBy: string;
    readonly mayRetract: boolean;
} | {
    readonly kind: "produced_by";
    readonly facts: {
        readonly job: string;
        readonly url?: string | undefined;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
    readonly recordedBy: string;
    readonly mayRetract: boolean;
} | {
    readonly kind: "derived_from";
    readonly facts: {};
    readonly dataset: null;
    /** Null if you may not see it. */
    readonly baseVersion: {
        readonly id: string;
        readonly team: string;
        readonly name: string;
        readonly number: number;
    } | null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
    readonly recordedBy: string;
    readonly mayRetract: boolean;
} | {
    readonly kind: "deployed_to";
    readonly facts: {
        readonly environment: string;
        readonly endpoint?: string | undefined;
    };
    readonly dataset: null;
    readonly baseVersion: null;
    readonly id: string;
    readonly createdAt: string;
    /** Null while it counts. */
    readonly retraction: RetractionView | null;
    readonly recordedBy: string;
    readonly mayRetract: boolean;
};

declare const promotionStates: readonly ["open", "approved", "executed", "rejected", "withdrawn", "expired", "superseded"];
type PromotionState = (typeof promotionStates)[number];
declare const decisions: readonly ["approve", "request-changes", "reject"];
/** An open list: later policies add kinds of vote. */
type Decision = (typeof decisions)[number];
declare const promotionActionNames: readonly ["approve", "request-changes", "reject", "dismiss", "withdraw"];
type PromotionAction = (typeof promotionActionNames)[number];

/** `offset` bytes are durable on the server; `state` is `committed` once the file is part of the draft. */
type UploadView = {
    readonly id: string;
    readonly versionId: string;
    readonly path: string;
    readonly sizeBytes: number;
    /** while nobody stated it */
    readonly sha256: string | null;
    readonly offset: number;
    readonly state: "receiving" | "committed";
    /** Of a batch that is on its way: how many files it brings. Its path is empty. */
    readonly fileCount?: number | undefined;
};
/** A session that is open, as those who may edit its draft see it. */
type OpenUpload = {
    readonly id: string;
    readonly versionId: string;
    readonly path: string;
    readonly sizeBytes: number;
    /** while nobody stated it */
    readonly sha256: string | null;
    readonly offset: number;
    readonly state: "receiving" | "committed";
    /** Of a batch that is on its way: how many files it brings. Its path is empty. */
    readonly fileCount?: number | undefined;
    readonly sender: {
        readonly id: string;
        readonly name: string;
    };
    readonly isOwn: boolean;
    readonly createdAt: string;
    /** When bytes last came, or somebody last had it to write to. What rests for a week goes. */
    readonly touchedAt: string;
};

type VersionSummary = {
    readonly id: string;
    readonly number: number;
    readonly label: string | null;
    readonly kind: "files" | "external";
    readonly state: VersionState;
    readonly manifestDigest: string | null;
    readonly sizeBytes: number;
    readonly stages: readonly string[];
    readonly aliases: readonly string[];
    readonly createdBy: string;
    readonly createdAt: string;
    readonly sealedAt: string | null;
    /** Of a draft that was discarded. */
    readonly discarded: {
        readonly by: string;
        readonly at: string;
    } | null;
};
/** Where the model is, if its bytes are not in this registry. */
type Descriptor = {
    readonly supplier: string;
    readonly product: string;
    readonly version: string;
    readonly endpoint?: string | undefined;
    readonly imageDigest?: string | undefined;
};
/** Input and output schema of a model. */
type Signature = {
    readonly inputs: readonly {
        readonly name: string;
        readonly type: string;
        readonly shape?: readonly (number | string)[] | undefined;
    }[];
    readonly outputs: readonly {
        readonly name: string;
        readonly type: string;
        readonly shape?: readonly (number | string)[] | undefined;
    }[];
};
/** The verdict line: per stage, whether it is held, could be asked for, or why not. */
type StageVerdict = {
    readonly stage: string;
    readonly status: "held" | "asked" | "eligible" | "blocked";
    readonly reasons: readonly Reason[];
};
/** Who a version is compared with: the other holder of a stage, or the one it replaced there (`isReplaced`). */
type Incumbent = {
    readonly versionId: string;
    readonly number: number;
    readonly stage: string;
    readonly isReplaced: boolean;
};
type VersionView = {
    readonly id: string;
    readonly number: number;
    readonly label: string | null;
    readonly kind: "files" | "external";
    readonly state: VersionState;
    readonly manifestDigest: string | null;
    readonly sizeBytes: number;
    readonly stages: readonly string[];
    readonly aliases: readonly string[];
    readonly createdBy: string;
    readonly createdAt: string;
    readonly sealedAt: string | null;
    /** Of a draft that was discarded. */
    readonly discarded: {
        readonly by: string;
        readonly at: string;
    } | null;
    /** What you may do here. */
    readonly availableActions: readonly ("upload" | "seal" | "revise" | "record" | "record-lineage" | "request-promotion" | "revoke")[];
    /** Why you may not do the rest. */
    readonly blockedBecause: readonly Blocked[];
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
    readonly digests: {
        readonly manifest: string;
        readonly card: string;
        readonly evaluations: string;
        readonly policy: string;
    } | null;
    /** Against the occupant of production (or of the stage asked about), for that itself against whom it replaced; null without one. */
    readonly incumbent: Incumbent | null;
    readonly metrics: readonly MetricRow[];
    readonly verdict: readonly StageVerdict[];
    /** What it lacks that a decision should rest on. */
    readonly missing: readonly Reason[];
    /** The first 20, those still open before the others, then newest first; `promotionCount` says how many there are. */
    readonly promotions: readonly {
        readonly number: number;
        readonly stage: string;
        readonly state: PromotionState;
        readonly createdAt: string;
    }[];
    readonly promotionCount: number;
    readonly uploads: readonly UploadView[];
};
/** What revoking a version ends, or has ended. */
type RevocationEnds = {
    /** The stages it leaves. */
    readonly stages: readonly string[];
    /** Those of them that nobody holds afterwards. */
    readonly emptied: readonly string[];
    /** The aliases that point at nothing afterwards. */
    readonly aliases: readonly string[];
    /** The open promotions that can no longer be approved. */
    readonly promotions: readonly {
        readonly number: number;
        readonly stage: string;
    }[];
};
/** What a reference resolved to: immutable except `resolvedAt` (ISO 8601 UTC). */
type Resolution = {
    readonly versionId: string;
    readonly number: number;
    readonly manifestDigest: string;
    readonly resolvedAt: string;
    readonly team: string;
    readonly name: string;
    readonly state: "sealed" | "revoked";
    /** Set where a row of the database says something else than the audit log: the log was answered, and an admin has to look. */
    readonly recordContradicted?: true;
};

type NewMetric = Omit<Metric, "direction"> & {
    readonly direction?: Direction | undefined;
};
type DatasetPointer = {
    readonly name: string;
    readonly sha256: string;
    readonly version?: string | undefined;
};

type ErasureView = {
    readonly state: "asked" | "erased";
    readonly basis: ErasureBasis;
    readonly askedBy: Named;
    readonly askedAt: string;
    /** The entry that says so; null in the answer to the act itself, which is not written yet. */
    readonly entry: number | null;
};

/** A service account that holds the role of a reviewer or an admin from before only people came to one. */
type AppointedMachine = {
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly scope: GrantScope;
    readonly scopeName: string;
};
/** That a service account's owner is disabled, as lists show it. */
type OwnerDisabledView = {
    /** Null where the log knows of no such act: then it reads nothing either. */
    readonly at: string | null;
    /** Null once that time is over. */
    readonly readsUntil: string | null;
    /** Whose maintainers may hand it over as an admin may: of these teams, each of them; of the organisation; or nobody's. */
    readonly custodians: "teams" | "organisation" | "nobody";
    readonly teams: readonly string[];
    readonly mayHandOver: boolean;
};

/** By whom an account was opened, and when last, as shown; `blockedBecause` tells why the viewer may not vouch for its holder. */
type Unvouched = {
    readonly openedBy: readonly string[];
    readonly openedAt: string;
    /** Somebody did vouch, whose own account goes back to the same link: nobody independent. */
    readonly isVouchedAlone: boolean;
    readonly blockedBecause: readonly Reason[];
};
/** A reset link that waits or works; `worksFrom` is null for one that never waited. */
type PendingReset = {
    readonly madeAt: string;
    readonly worksFrom: string | null;
    readonly expiresAt: string;
};
type ShownReset = {
    readonly madeAt: string;
    readonly worksFrom: string | null;
    readonly expiresAt: string;
    readonly blockedBecause: readonly Reason[];
};
type ActorView = {
    readonly id: string;
    readonly kind: "person" | "service";
    readonly name: string;
    readonly email: string | null;
    readonly owner: Named | null;
    /** Who is to own it, until they accept. */
    readonly proposedOwner: Named | null;
    readonly state: "invited" | "active" | "disabled";
    readonly createdAt: string;
    readonly revision: number;
    /** Of what tells who this person is: asked for and not confirmed yet, or done. */
    readonly erasure: ErasureView | null;
    readonly unvouched: Unvouched | null;
    /** A reset link that waits or works, shown to who may confirm or cancel one. */
    readonly reset: ShownReset | null;
};
type ListedActor = {
    readonly id: string;
    readonly kind: "person" | "service";
    readonly name: string;
    readonly email: string | null;
    readonly owner: Named | null;
    /** Who is to own it, until they accept. */
    readonly proposedOwner: Named | null;
    readonly state: "invited" | "active" | "disabled";
    readonly createdAt: string;
    readonly revision: number;
    /** Of what tells who this person is: asked for and not confirmed yet, or done. */
    readonly erasure: ErasureView | null;
    readonly unvouched: Unvouched | null;
    /** A reset link that waits or works, shown to who may confirm or cancel one. */
    readonly reset: ShownReset | null;
    /** Of a service account whose owner is disabled; null of every other. */
    readonly ownerDisabled: OwnerDisabledView | null;
};
/** What disabling an account ends, or has ended, and what is to be handed over. */
type DisablingEnds = {
    /** The service accounts they own. */
    readonly serviceAccounts: readonly {
        readonly id: string;
        readonly name: string;
    }[];
    /** The models they answer for. */
    readonly models: readonly {
        readonly team: string;
        readonly name: string;
    }[];
    /** The open promotions they, or a service account they answered for, asked for. */
    readonly requests: readonly {
        readonly number: number;
        readonly team: string;
        readonly name: string;
        readonly versionNumber: number;
        readonly stage: string;
    }[];
    /** Roles that nobody else holds there. */
    readonly soleRoles: readonly {
        readonly role: Role;
        readonly scope: GrantScope;
        readonly scopeId: string;
        readonly scopeName: string;
    }[];
    readonly sessions: number;
    /** Its API tokens, and those made with them, by name. */
    readonly tokens: readonly string[];
};

type DatasetSummary = {
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
/** A version trained or evaluated on a dataset. */
type DatasetUseView = {
    readonly versionId: string;
    readonly team: string;
    readonly name: string;
    readonly number: number;
    readonly relation: "trained_on" | "evaluated_on";
    readonly stages: readonly string[];
};
type DatasetView = {
    readonly id: string;
    readonly team: string;
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
    readonly owner: string;
    readonly status: "active" | "withdrawn";
    readonly statusReason: string | null;
    readonly createdAt: string;
    /** What you may do here. */
    readonly availableActions: readonly "withdraw"[];
    /** Why you may not do the rest. */
    readonly blockedBecause: readonly Blocked[];
    readonly revision: number;
    /** Others of its team under the same name and version, with other bytes: none but from before they were refused. */
    readonly namesakes: readonly DatasetSummary[];
    /** The newest 50 visible versions trained or evaluated on it. */
    readonly versions: readonly DatasetUseView[];
    readonly hasMoreVersions: boolean;
};

declare const voteParts: readonly ["manifest", "card", "modelCard", "tags", "evaluations", "lineage", "tier", "incumbent", "policy"];
type VotePart = (typeof voteParts)[number];
/** What a vote is cast on, part by part. */
type Digests = Readonly<Record<VotePart, string>>;
/** SHA-256 of each part. Older votes bound only the first four parts. */
type BoundDigests = {
    readonly manifest: string;
    readonly card: string;
    readonly evaluations: string;
    readonly policy: string;
    readonly modelCard?: string;
    readonly tags?: string;
    readonly lineage?: string;
    readonly tier?: string;
    readonly incumbent?: string;
};

type GrantView = {
    readonly id: string;
    readonly holder: {
        readonly id: string;
        readonly name: string;
        readonly kind: "person" | "service" | "group";
    };
    readonly role: Role;
    readonly scope: GrantScope;
    readonly scopeId: string;
    readonly scopeName: string;
    /** Null while a second person still has to confirm it. */
    readonly from: string | null;
    readonly to: string | null;
    readonly grantedBy: string;
    readonly givenAt: string;
    readonly confirmedBy: string | null;
    /** How a reviewer's or admin's role came into force; null for other roles, and from before that took two people. */
    readonly beginning: Beginning | null;
    /** When it begins without a second person, where nobody is left who could be one. */
    readonly waitsUntil: string | null;
};

type MemberView = {
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
type GroupView = {
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

type LineageFact = {
    readonly kind: "trained_on";
    readonly dataset: DatasetPointer;
} | {
    readonly kind: "built_from";
    readonly repository: string;
    readonly commit: string;
    readonly isDirty: boolean;
} | {
    readonly kind: "produced_by";
    readonly job: string;
    readonly url?: string | undefined;
} | {
    readonly kind: "derived_from";
    readonly reference: string;
};

type Me = {
    readonly id: string;
    readonly kind: "person" | "service";
    readonly name: string;
    readonly email: string | null;
    readonly defaultTeam: string | null;
    readonly via: "session" | "token" | "system" | "none";
    readonly scopes: readonly string[];
    readonly grants: readonly {
        readonly role: Role;
        readonly scope: GrantScope;
        readonly scopeName: string;
    }[];
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

/** The id of a tier: which there are, the registry says. */
type Tier = string;

/** The metric a model is listed with. */
type MainMetricChoice = {
    readonly name: string;
    readonly phase: Phase;
    /** Null: the dataset it was first measured on. */
    readonly dataset: string | null;
    /** "" is the whole dataset. */
    readonly slice: string;
};
type MainMetric = {
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
    readonly verdict: MetricVerdict | null;
};
/** The version that entered a stage last, of those that hold it now. */
type StageHolder = {
    readonly stage: string;
    readonly versionId: string;
    readonly number: number;
    readonly since: string;
    /** How many versions hold the stage: one, where it is exclusive. */
    readonly count: number;
    /** The model's main metric, as it speaks for this version; null where it was not measured, and in stages that are not exclusive. */
    readonly mainMetric: MainMetric | null;
};
type ModelSummary = {
    /** In the order of the stages; one that nobody holds is left out. */
    readonly stages: readonly StageHolder[];
    readonly versions: Readonly<Record<"draft" | "sealed" | "revoked", number>>;
    /** Number of the newest sealed version. */
    readonly newestSealed: number | null;
    /** The newest sealed version, where it is not in production. */
    readonly candidate: {
        readonly versionId: string;
        readonly number: number;
    } | null;
    /** Of the newest sealed version; null where it was not measured. */
    readonly mainMetric: MainMetric | null;
    readonly openPromotionCount: number;
    /** Number of the newest one that waits for a decision. */
    readonly newestOpenPromotion: number | null;
    readonly id: string;
    readonly team: string;
    readonly name: string;
    readonly description: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly visibility: Visibility;
    readonly tier: string | null;
    readonly latestNumber: number | null;
    readonly createdBy: string;
    readonly changedAt: string;
};
/** One line of a model's own list of metrics. */
type ModelMetricView = {
    readonly name: string;
    readonly direction: Direction;
    readonly setBy: string;
    readonly setAt: string;
    readonly revision: number;
};
type AliasView = {
    readonly name: string;
    readonly versionId: string;
    readonly number: number;
    readonly from: string;
    readonly setBy: string;
    /** Other aliases of the model in force that read the same: none but from before they were refused. */
    readonly looksLike: readonly string[];
};
/** Somebody who answers for a model, or did. */
type ModelOwnerView = {
    /** Of their account. */
    readonly id: string;
    readonly name: string;
    readonly from: string;
    /** Null while they own it. */
    readonly to: string | null;
    readonly setBy: string;
};
/** Times are ISO 8601 UTC; `from` is null while a lowering waits for a second person. */
type TierAssessmentView = {
    readonly id: string;
    readonly tier: string;
    readonly exposure: string;
    readonly purpose: string;
    readonly rationale: string;
    readonly assessor: string;
    readonly assessedAt: string;
    readonly confirmedBy: string | null;
    readonly from: string | null;
    readonly to: string | null;
};
type ModelView = {
    /** In the order of the stages; one that nobody holds is left out. */
    readonly stages: readonly StageHolder[];
    readonly versions: Readonly<Record<"draft" | "sealed" | "revoked", number>>;
    /** Number of the newest sealed version. */
    readonly newestSealed: number | null;
    /** The newest sealed version, where it is not in production. */
    readonly candidate: {
        readonly versionId: string;
        readonly number: number;
    } | null;
    /** Of the newest sealed version; null where it was not measured. */
    readonly mainMetric: MainMetric | null;
    readonly openPromotionCount: number;
    /** Number of the newest one that waits for a decision. */
    readonly newestOpenPromotion: number | null;
    readonly id: string;
    readonly team: string;
    readonly name: string;
    readonly description: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly visibility: Visibility;
    readonly tier: string | null;
    readonly latestNumber: number | null;
    readonly createdBy: string;
    readonly changedAt: string;
    /** What you may do here. */
    readonly availableActions: readonly ("update" | "set-owner" | "assess-tier" | "confirm-tier" | "set-alias" | "create-version")[];
    /** Why you may not do the rest. */
    readonly blockedBecause: readonly Blocked[];
    readonly createdAt: string;
    readonly revision: number;
    /** As chosen; null: the first metric of the first validation over a whole dataset. */
    readonly mainMetricChoice: MainMetricChoice | null;
    /** Newest first: the first one, until `to` is set, is who answers for it now. */
    readonly owners: readonly ModelOwnerView[];
    readonly card: Card;
    readonly aliases: readonly AliasView[];
    readonly policy: {
        readonly label: string;
        readonly digest: string;
    };
    readonly tierAssessments: readonly TierAssessmentView[];
    readonly openPromotions: readonly {
        readonly number: number;
        readonly versionNumber: number;
        readonly stage: string;
    }[];
    /** Rows shown here that the log contradicts: somebody may have edited them. */
    readonly contradicted: readonly RecordContradiction[];
};

/** What a candidate changes against the incumbent, as it was frozen. Members that an older dossier does not hold are left out. */
type Dossier = {
    readonly candidate: {
        readonly versionId: string;
        readonly number: number;
        readonly manifestDigest: string;
    };
    readonly incumbent: {
        readonly versionId: string;
        readonly number: number;
        readonly manifestDigest: string;
        readonly since: string;
    } | null;
    readonly params: readonly {
        readonly key: string;
        readonly candidate: string | null;
        readonly incumbent: string | null;
    }[];
    readonly files: readonly {
        readonly key: string;
        readonly candidate: string | null;
        readonly incumbent: string | null;
    }[];
    readonly isSignatureChanged: boolean;
    readonly card: {
        readonly candidate: string;
        readonly incumbent: string | null;
    };
    readonly lineage: readonly {
        readonly kind: string;
        readonly summary: string;
        readonly edgeId?: string;
    }[];
    readonly policy: {
        readonly label: string;
        readonly digest: string;
        readonly rule: string;
    };
    readonly metrics: readonly {
        readonly name: string;
        readonly phase: Phase;
        readonly datasetName: string | null;
        readonly slice: string;
        readonly unit: string | null;
        readonly direction: Direction;
        readonly candidate: string | null;
        readonly incumbent: string | null;
        readonly change: string | null;
        readonly relativeChange: number | null;
        readonly verdict: "better" | "worse" | "changed" | "equal" | "new" | "missing" | "not-comparable";
        readonly notes: readonly {
            readonly code: string;
            readonly message: string;
        }[];
        readonly measured: {
            readonly candidate: {
                readonly evaluationId: string;
                readonly evaluator: string;
                readonly evaluatorId: string;
                readonly at: string;
                readonly value: string;
                readonly unit: string | null;
                readonly lower: string | null;
                readonly upper: string | null;
                readonly dataset: {
                    readonly version: string;
                    readonly sha256: string;
                } | null;
                readonly marks: readonly MeasurementMark[];
                readonly because: "only-one" | "rested-on" | "independent" | "newest";
                readonly count: number;
                readonly others: readonly {
                    readonly evaluationId: string;
                    readonly evaluator: string;
                    readonly evaluatorId: string;
                    readonly at: string;
                    readonly value: string;
                    readonly unit: string | null;
                    readonly lower: string | null;
                    readonly upper: string | null;
                    readonly dataset: {
                        readonly version: string;
                        readonly sha256: string;
                    } | null;
                    readonly marks: readonly MeasurementMark[];
                }[];
            } | null;
            readonly incumbent: {
                readonly evaluationId: string;
                readonly evaluator: string;
                readonly evaluatorId: string;
                readonly at: string;
                readonly value: string;
                readonly unit: string | null;
                readonly lower: string | null;
                readonly upper: string | null;
                readonly dataset: {
                    readonly version: string;
                    readonly sha256: string;
                } | null;
                readonly marks: readonly MeasurementMark[];
                readonly because: "only-one" | "rested-on" | "independent" | "newest";
                readonly count: number;
                readonly others: readonly {
                    readonly evaluationId: string;
                    readonly evaluator: string;
                    readonly evaluatorId: string;
                    readonly at: string;
                    readonly value: string;
                    readonly unit: string | null;
                    readonly lower: string | null;
                    readonly upper: string | null;
                    readonly dataset: {
                        readonly version: string;
                        readonly sha256: string;
                    } | null;
                    readonly marks: readonly MeasurementMark[];
                }[];
            } | null;
        };
    }[];
    readonly signature?: readonly {
        readonly key: string;
        readonly candidate: string | null;
        readonly incumbent: string | null;
    }[];
    readonly environment?: readonly {
        readonly key: string;
        readonly candidate: string | null;
        readonly incumbent: string | null;
    }[];
    /** Digest of the model's own card. */
    readonly modelCard?: string;
    /** Tags of the version. */
    readonly tags?: Readonly<Record<string, string>>;
    /** Tier of the model; null before its first assessment. */
    readonly tier?: string | null;
};

/** A stage to enter, or an alias to point at the version. */
type PromotionTarget = {
    readonly kind: "stage" | "alias";
    readonly name: string;
};
/** As it is shown. */
type CapacityView = {
    readonly role: Role;
    readonly scope: GrantScope;
    /** The place by name: `speech`, `speech/vad`, `the organisation`. */
    readonly of: string;
    /** The group by name; null where the role is the voter's own. */
    readonly group: string | null;
};
/** `from` and `to` are null where there was nothing before, or is nothing now. */
type RevisionChange = {
    readonly part: VotePart;
    readonly label: string;
    readonly from: string | null;
    readonly to: string | null;
};
/** An open promotion whose approvals no longer count once a part it shows changes. */
type AtStake = {
    readonly number: number;
    readonly versionNumber: number;
    readonly stage: string;
    /** The names printed on the approvals that count, without the viewer's own. */
    readonly approvers: readonly string[];
    /** True where the viewer's own approval counts. */
    readonly isYours: boolean;
};
type DossierRevision = {
    readonly number: number;
    readonly digest: string;
    readonly frozenAt: string;
    /** The parts that differ from the revision before. */
    readonly changed: readonly VotePart[];
};
type VoteView = {
    readonly id: string;
    readonly voter: string;
    readonly printedName: string;
    readonly decision: Decision;
    readonly meaning: string;
    readonly note: string;
    readonly digests: BoundDigests;
    /** The revision of the dossier it was cast on. */
    readonly revision: number;
    /** As what they voted; null from before this was kept. */
    readonly capacity: CapacityView | null;
    /** Id of the voter's vote before it on the same promotion. */
    readonly renews: string | null;
    /** What an approval was given under, in the order given. */
    readonly conditions: readonly string[];
    readonly isStale: boolean;
    /** Why it does not count any more, in words; null where it does. */
    readonly staleBecause: string | null;
    /** False where its voter voted again. */
    readonly isLastWord: boolean;
    /** Number of the promotion it was cast on: an earlier one's, where an objection followed into this one. */
    readonly castOn: number;
    /** True while it holds the promotion back. */
    readonly isStanding: boolean;
    /** True where the viewer may dismiss it. */
    readonly mayDismiss: boolean;
    /** Who dismissed it, an objection, and why. */
    readonly dismissal: {
        readonly by: string;
        readonly reason: string;
        readonly at: string;
    } | null;
    /** True where it completed the rule though its voter had dismissed an objection: nobody else could vote. */
    readonly isAlone: boolean;
    /** True where its voter recorded a validation evaluation of the version: what they decided on is also their own measurement. */
    readonly hasValidated: boolean;
    /** Whose account it rests on though nobody independent had vouched for its holder, or could have: the voter's, or a maker's. */
    readonly unvouched: string | null;
    readonly at: string;
};
/** An objection of the viewer's that another reviewer dismissed. */
type DismissedObjection = {
    readonly number: number;
    readonly team: string;
    readonly name: string;
    readonly versionNumber: number;
    readonly stage: string;
    readonly state: PromotionState;
    readonly by: string;
    readonly reason: string;
    readonly at: string;
};
type RequesterDisabled = {
    /** Whose account it is, and whether they asked through a service account of theirs. */
    readonly name: string;
    readonly isOwner: boolean;
    /** Null where the log knows of no such act. */
    readonly at: string | null;
};
/** An earlier promotion whose content was objected to. */
type Objection = {
    readonly number: number;
    readonly state: PromotionState;
};
/** A promotion of the same content, with each voter's last word. */
type EarlierDecision = {
    readonly number: number;
    readonly versionNumber: number;
    readonly stage: string;
    readonly state: PromotionState;
    readonly requester: string;
    readonly createdAt: string;
    readonly decidedAt: string | null;
    /** Whether it was objected to by somebody's last word. */
    readonly isObjectedTo: boolean;
    readonly withdrawalNote: string | null;
    readonly votes: readonly {
        readonly printedName: string;
        readonly decision: Decision;
        /** The first 600 characters. */
        readonly note: string;
        readonly at: string;
    }[];
};
type EarlierDecisions = {
    /** Those that were objected to first, then the newest; at most 20. */
    readonly items: readonly EarlierDecision[];
    /** How many there are in all. */
    readonly count: number;
    /** What a request for this content has to answer. */
    readonly toAnswer: Objection | null;
};
type TimelineEntry = {
    readonly index: number;
    readonly at: string;
    readonly sentence: string;
    readonly outcome: "success" | "denied" | "failure";
    /** What it was done on: the promotion itself, its version, or the model. */
    readonly on: "promotion" | "version" | "model";
    /** Votes cast before it no longer counted after it. */
    readonly isStaling: boolean;
};
type PromotionSummary = {
    readonly id: string;
    readonly number: number;
    readonly team: string;
    readonly name: string;
    readonly versionId: string;
    readonly versionNumber: number;
    /** The first stage asked for. */
    readonly stage: string;
    /** All that is asked for, executed as one. */
    readonly targets: readonly PromotionTarget[];
    readonly state: PromotionState;
    readonly tier: string | null;
    readonly requester: string;
    /** While it is open: set when the requester is disabled, or the owner of the service account that requested it. */
    readonly requesterDisabled: RequesterDisabled | null;
    /** What it is called where changes are tracked. */
    readonly ticket: string | null;
    /** Which way it takes to be approved: `full`. */
    readonly path: string;
    readonly createdAt: string;
    /** When the rule was met. */
    readonly approvedAt: string | null;
    /** When the version entered what it was asked for, and whose act that was: the last voter's, or the requester's. */
    readonly executedAt: string | null;
    readonly executedBy: string | null;
    /** When it was closed, by whichever end; where it was executed, then. */
    readonly decidedAt: string | null;
    /** Votes that count of those the rule needs. */
    readonly approvals: number;
    readonly approvalsNeeded: number;
    /** The one thing it waits for, in words. */
    readonly waitsFor: string;
    /** True where an approval on it rests on an account for whose holder nobody independent had vouched. */
    readonly isUnvouched: boolean;
    /** What the version lacks, or lacked when it was decided. */
    readonly missing: readonly Reason[];
    /** The newest objection to the same content that nobody decided over before this was asked for. */
    readonly objection: Objection | null;
    /** Number of the promotion it replies to. */
    readonly answers: number | null;
};
type PromotionView = {
    readonly id: string;
    readonly number: number;
    readonly team: string;
    readonly name: string;
    readonly versionId: string;
    readonly versionNumber: number;
    /** The first stage asked for. */
    readonly stage: string;
    /** All that is asked for, executed as one. */
    readonly targets: readonly PromotionTarget[];
    readonly state: PromotionState;
    readonly tier: string | null;
    readonly requester: string;
    /** While it is open: set when the requester is disabled, or the owner of the service account that requested it. */
    readonly requesterDisabled: RequesterDisabled | null;
    /** What it is called where changes are tracked. */
    readonly ticket: string | null;
    /** Which way it takes to be approved: `full`. */
    readonly path: string;
    readonly createdAt: string;
    /** When the rule was met. */
    readonly approvedAt: string | null;
    /** When the version entered what it was asked for, and whose act that was: the last voter's, or the requester's. */
    readonly executedAt: string | null;
    readonly executedBy: string | null;
    /** When it was closed, by whichever end; where it was executed, then. */
    readonly decidedAt: string | null;
    /** Votes that count of those the rule needs. */
    readonly approvals: number;
    readonly approvalsNeeded: number;
    /** The one thing it waits for, in words. */
    readonly waitsFor: string;
    /** True where an approval on it rests on an account for whose holder nobody independent had vouched. */
    readonly isUnvouched: boolean;
    /** What the version lacks, or lacked when it was decided. */
    readonly missing: readonly Reason[];
    /** The newest objection to the same content that nobody decided over before this was asked for. */
    readonly objection: Objection | null;
    /** Number of the promotion it replies to. */
    readonly answers: number | null;
    /** What you may do here. */
    readonly availableActions: readonly PromotionAction[];
    /** Why you may not do the rest. */
    readonly blockedBecause: readonly Blocked[];
    readonly modelId: string;
    readonly reason: string;
    /** Null where it is lost. */
    readonly dossier: Dossier | null;
    /** What the revision shown held is lost: only the database held it, and somebody changed it there. `entry` is the one that tells of the repair, null while it was not repaired. Null of every other dossier. */
    readonly lost: {
        readonly entry: number | null;
    } | null;
    readonly dossierDigest: string;
    /** Number of the dossier's revision that is shown, and of its newest: a vote is cast on that one only. */
    readonly revision: number;
    readonly newestRevision: number;
    /** Every revision, oldest first. */
    readonly revisions: readonly DossierRevision[];
    /** What the revision shown changed against the one before; empty for the first. */
    readonly changes: readonly RevisionChange[];
    /** True while a part has changed and the dossier could not be frozen anew: nobody can vote until it is. */
    readonly isDossierOld: boolean;
    /** Of the revision shown, part by part: what a vote on it is cast on. */
    readonly digests: {
        readonly manifest: string;
        readonly card: string;
        readonly evaluations: string;
        readonly policy: string;
        readonly modelCard?: string;
        readonly tags?: string;
        readonly lineage?: string;
        readonly tier?: string;
        readonly incumbent?: string;
    };
    readonly votes: readonly VoteView[];
    /** Objections to earlier requests for the version that followed into this one. */
    readonly carried: readonly VoteView[];
    /** True where the viewer dismissed an objection: an approval of theirs does not complete the rule. */
    readonly hasDismissed: boolean;
    readonly gates: readonly {
        readonly key: "approvals" | "objections" | "version";
        /** Whether people clear it by what they decide, or facts do. */
        readonly kind: "people" | "facts";
        readonly status: "passed" | "waiting" | "failed";
        /** The rule, in words. */
        readonly rule: string;
        /** What was counted or found. */
        readonly detail: string;
        /** What has to happen before it passes, in words; null where it needs nothing. */
        readonly needs: string | null;
        /** Holders of this role on the model are asked to clear it. */
        readonly clearedBy: {
            readonly role: Role;
            readonly at: "model";
        } | null;
    }[];
    readonly uploader: string;
    /** Where it stands, in one sentence: what is waited for and from whom, or what became of it. */
    readonly headline: string;
    /** What changed since the promotion it answers; null where it answers none. */
    readonly whatChanged: string | null;
    /** The note it was withdrawn with. */
    readonly withdrawalNote: string | null;
    /** The newest promotion that replies to it. */
    readonly answeredBy: number | null;
    readonly earlier: EarlierDecisions;
    readonly card: CardUnderReview;
    readonly modelCard: CardUnderReview;
    /** As it is now, what was taken back included, and as its reader may see it. */
    readonly lineage: readonly RetractableEdge[];
    /** The newest 20 evaluations of the candidate and its incumbent that were taken back: they count nowhere. */
    readonly retracted: readonly RetractedEvaluation[];
    /** What was done on it, and what changed on its version and model since it was asked for; newest first, the first page. */
    readonly timeline: readonly TimelineEntry[];
    /** Key of the page after, for `promotions.timeline`. */
    readonly timelineNext: string | null;
    /** Rows shown here that the log contradicts: somebody may have edited them. */
    readonly contradicted: readonly RecordContradiction[];
    /** True when another version entered the stage since this was asked for. */
    readonly isIncumbentChanged: boolean;
};

/** One thing a search found, with as much as it takes to open it and act on it. */
type Finding = {
    readonly kind: "model";
    readonly team: string;
    readonly name: string;
    /** The version in the release stage, and the newest sealed one. */
    readonly released: number | null;
    readonly newest: number | null;
} | {
    readonly kind: "version";
    readonly team: string;
    readonly name: string;
    readonly number: number;
    readonly state: VersionState;
    readonly stages: readonly string[];
} | {
    readonly kind: "promotion";
    readonly number: number;
    readonly team: string;
    readonly name: string;
    readonly versionNumber: number;
    readonly stage: string;
    readonly state: PromotionState;
} | {
    readonly kind: "person";
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
} | {
    readonly kind: "entry";
    readonly index: number;
};

type SessionView = {
    /** SHA-256 of its cookie. */
    readonly id: string;
    readonly createdAt: string;
    readonly lastSeenAt: string;
    readonly expiresAt: string;
    readonly userAgent: string | null;
    readonly isCurrent: boolean;
};

/** One stay of a version in a stage: who let it in, who ended it. */
type Occupancy = {
    readonly stage: string;
    readonly versionId: string;
    readonly versionNumber: number;
    readonly from: string;
    /** Null while it holds the stage. */
    readonly to: string | null;
    readonly promotionNumber: number;
    readonly requestedBy: string;
    readonly letInBy: readonly string[];
    readonly endedByPromotionNumber: number | null;
};
/** Who held a stage at a moment, and who let it in. */
type HolderThen = {
    readonly stage: string;
    readonly versionId: string;
    readonly number: number;
    readonly since: string;
    readonly promotionNumber: number;
    readonly requestedBy: string;
    readonly letInBy: readonly string[];
};
type ModelHistory = {
    readonly items: readonly Occupancy[];
    /** `after` of the next page; null on the last. */
    readonly next: string | null;
    /** The moment asked about; null for now. */
    readonly at: string | null;
    /** The newest 20 of each stage; `holderCounts` says how many there were. */
    readonly holders: readonly HolderThen[];
    /** By stage. */
    readonly holderCounts: Partial<Readonly<Record<string, number>>>;
    /** Rows shown here that the log contradicts, and stays that are missing: somebody may have edited them. */
    readonly contradicted: readonly RecordContradiction[];
};

type TeamView = {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly createdAt: string;
};

type TokenView = {
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

/** The server's codes, and what can only be seen from here. */
type ClientErrorCode = ErrorCode
/** No answer: refused, reset, cut off. */
 | "NETWORK" | "TIMEOUT" | "CANCELLED"
/** Bytes that are not those their digest names. Never retried. */
 | "INTEGRITY"
/** A path that would leave the folder it belongs in. */
 | "UNSAFE_PATH"
/** A local file that is missing, unreadable, changing, or in the way. */
 | "LOCAL_FILE";
type ErrorFacts = Readonly<Record<string, string | number | boolean>>;
type Details = {
    readonly reasons?: readonly Reason[];
    readonly requestId?: string | undefined;
    readonly facts?: ErrorFacts;
    readonly status?: number;
    readonly retryAfterMs?: number | undefined;
    readonly cause?: unknown;
};
/** `message` and `reasons` are safe to show; tokens never stand in them. */
declare class ChanceryClientError extends Error {
    readonly code: ClientErrorCode;
    /** The grounds of a refusal: `code` for machines, `message` for people. */
    readonly reasons: readonly Reason[];
    /** The server's name for the request, the same as in its log and its audit entry; null when it never answered. */
    readonly requestId: string | null;
    /** What is needed to go on, for example `offset` when an upload stands elsewhere. */
    readonly facts: ErrorFacts;
    /** HTTP status; null when there was no answer. */
    readonly status: number | null;
    /** True when the same call may succeed later. Calls that are safe to repeat were repeated already. */
    readonly retryable: boolean;
    readonly retryAfterMs: number | null;
    constructor(code: ClientErrorCode, message: string, details?: Details);
    toJSON(): object;
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type CallOptions = {
    /** Stops the call, its retries and the pauses between them. */
    readonly signal?: AbortSignal | undefined;
    /** For one attempt, until the answer begins; for JSON until it is read. */
    readonly timeoutMs?: number | undefined;
    /** Names a mutation, so that sending it again does it once. Made up where none is given. */
    readonly idempotencyKey?: string | undefined;
};
type Outgoing = CallOptions & {
    readonly method?: "GET" | "HEAD" | "POST" | "PATCH";
    readonly headers?: Readonly<Record<string, string>>;
    /** Sent as JSON; may be sent again. */
    readonly json?: unknown;
    /** Sent once: a stream cannot be read twice. */
    readonly stream?: ReadableStream<Uint8Array>;
};
/** One server, one token. Paths begin with `/`. */
type Http = {
    readonly url: string;
    /** Resolves when the answer begins, with a success; throws ChanceryClientError otherwise. */
    send(path: string, outgoing?: Outgoing): Promise<Response>;
    /** The answer as JSON, read within the timeout. */
    json(path: string, outgoing?: Outgoing): Promise<unknown>;
};

/** An input without a required field may be left out. */
type Args<Input> = Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];
type Query<Input, Output> = {
    /** Safe to repeat: repeated on failures that pass. */
    query(...args: Args<Input>): Promise<Output>;
};
type Mutation<Input, Output> = {
    /** Sent with an Idempotency-Key, the same one when it is sent again. */
    mutate(...args: Args<Input>): Promise<Output>;
};
/** One property per noun, one per verb; the same rules as in the portal. */
type Api = {
  readonly meta: {
    readonly info: Query<{ [x: string]: never; }, ServerInfo>;
    readonly stages: Query<{ [x: string]: never; }, RegistryStages>;
  };
  readonly me: {
    readonly get: Query<{ [x: string]: never; }, Me>;
  };
  readonly identity: {
    readonly claim: Mutation<{ code: string; name: string; email: string; password: string; }, { email: string; }>;
    readonly acceptInvitation: Mutation<{ code: string; password: string; }, { email: string; }>;
    readonly resetPassword: Mutation<{ code: string; password: string; }, { email: string; }>;
    readonly changePassword: Mutation<{ current: string; next: string; }, {}>;
  };
  readonly sessions: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; actorId?: string | undefined; }, Page<SessionView>>;
    readonly end: Mutation<{ sessionId?: string | undefined; actorId?: string | undefined; }, { ended: number; }>;
  };
  readonly people: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; id?: string | undefined; kind?: "person" | "service" | undefined; ownerId?: string | undefined; q?: string | undefined; isUsable?: boolean | undefined; }, Page<ListedActor>>;
    readonly add: Mutation<{ name: string; email: string; }, { actor: ActorView; invitationUrl: string; }>;
    readonly inviteAgain: Mutation<{ actorId: string; }, { invitationUrl: string; }>;
    readonly disabling: Query<{ actorId: string; }, DisablingEnds>;
    readonly offerPasswordReset: Mutation<{ actorId: string; }, { worksFrom: string | null; expiresAt: string; resetUrl: string; }>;
    readonly disable: Mutation<{ actorId: string; reason: string; }, ActorView>;
    readonly enable: Mutation<{ actorId: string; reason: string; }, ActorView>;
    readonly askErasure: Mutation<{ actorId: string; basis: "no-longer-needed" | "consent-withdrawn" | "objection" | "unlawful-processing" | "legal-obligation"; note?: string | undefined; }, ActorView>;
    readonly withdrawErasure: Mutation<{ actorId: string; }, ActorView>;
    readonly confirmErasure: Mutation<{ actorId: string; }, ActorView>;
    readonly vouch: Mutation<{ actorId: string; openedAt?: string | undefined; }, ActorView>;
    readonly confirmReset: Mutation<{ actorId: string; madeAt?: string | undefined; }, { expiresAt: string; }>;
    readonly cancelReset: Mutation<{ actorId: string; }, {}>;
  };
  readonly serviceAccounts: {
    readonly appointed: Query<{ [x: string]: never; }, readonly AppointedMachine[]>;
    readonly create: Mutation<{ name: string; ownerId: string; }, ActorView>;
    readonly proposeOwner: Mutation<{ actorId: string; ownerId: string | null; }, ActorView>;
    readonly accept: Mutation<{ actorId: string; }, ActorView>;
  };
  readonly teams: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; q?: string | undefined; }, Page<TeamView>>;
    readonly create: Mutation<{ slug: string; name: string; }, TeamView>;
  };
  readonly groups: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; q?: string | undefined; }, Page<GroupView>>;
    readonly get: Query<{ slug: string; }, GroupView>;
    readonly members: Query<{ groupId: string; after?: string | undefined; limit?: number | undefined; }, Page<MemberView>>;
    readonly create: Mutation<{ slug: string; name: string; }, GroupView>;
    readonly addMember: Mutation<{ groupId: string; actorId: string; }, GroupView>;
    readonly confirmMember: Mutation<{ membershipId: string; }, GroupView>;
    readonly removeMember: Mutation<{ membershipId: string; }, GroupView>;
  };
  readonly grants: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; holderId?: string | undefined; }, Page<GrantView>>;
    readonly give: Mutation<{ role: "viewer" | "contributor" | "maintainer" | "reviewer" | "auditor" | "admin"; scope: "organisation" | "team" | "model"; scopeId: string; actorId?: string | undefined; groupId?: string | undefined; }, GrantView>;
    readonly confirm: Mutation<{ grantId: string; }, GrantView>;
    readonly end: Mutation<{ grantId: string; }, GrantView>;
  };
  readonly appointments: {
    readonly waiting: Query<{ [x: string]: never; }, readonly AppointmentView[]>;
  };
  readonly tokens: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; actorId?: string | undefined; }, Page<TokenView>>;
    readonly create: Mutation<{ name: string; scopes: readonly ("*" | "read" | "registry:read" | "registry:claim" | "registry:initialise" | "invitation:accept" | "session:start" | "session:read" | "session:end" | "password:change" | "password:reset" | "password:offer-reset" | "password:confirm-reset" | "password:cancel-reset" | "token:read" | "token:create" | "token:revoke" | "person:read" | "person:read-address" | "person:vouch" | "person:add" | "person:disable" | "erasure:ask" | "erasure:confirm" | "service-account:create" | "service-account:hand-over" | "service-account:accept" | "team:read" | "team:create" | "grant:read" | "grant:give" | "group:manage" | "grant:confirm" | "group:confirm" | "appointment:settle" | "audit:read" | "audit:export" | "audit:check" | "access-log:digest" | "backup:record" | "dataset:read" | "dataset:register" | "dataset:withdraw" | "model:create" | "model:read" | "model:update" | "model:set-owner" | "tier:assess" | "tier:confirm" | "alias:set" | "version:create" | "version:read" | "artifact:read" | "version:upload" | "upload:finish" | "upload:read" | "version:seal" | "version:revise" | "version:revoke" | "evaluation:record" | "evaluation:validate" | "evaluation:retract" | "promotion:request" | "promotion:read" | "promotion:vote" | "promotion:withdraw")[]; actorId?: string | undefined; expiresInDays?: number | undefined; }, { token: string; view: TokenView; }>;
    readonly revoke: Mutation<{ tokenId: string; }, TokenView>;
  };
  readonly search: {
    readonly find: Query<{ q: string; }, { readonly items: readonly Finding[]; }>;
  };
  readonly models: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; q?: string | undefined; team?: string | undefined; stage?: string | undefined; tier?: string | undefined; order?: "changed" | "created" | undefined; }, Page<ModelSummary>>;
    readonly get: Query<{ model: string; }, ModelView>;
    readonly history: Query<{ model: string; after?: string | undefined; limit?: number | undefined; at?: string | undefined; }, ModelHistory>;
    readonly create: Mutation<{ team: string; name: string; description?: string | undefined; visibility?: "organisation" | "team" | "restricted" | undefined; tags?: { [x: string]: string; } | undefined; }, { id: string; }>;
    readonly update: Mutation<{ modelId: string; revision: number; description?: string | undefined; tags?: { [x: string]: string; } | undefined; visibility?: "organisation" | "team" | "restricted" | undefined; }, { revision: number; }>;
    readonly reviseCard: Mutation<{ modelId: string; body: string; revision: number; }, Card>;
    readonly assessTier: Mutation<{ tier: string; exposure: string; purpose: string; rationale: string; modelId: string; }, TierAssessmentView>;
    readonly confirmTier: Mutation<{ assessmentId: string; }, TierAssessmentView>;
    readonly refuseTier: Mutation<{ assessmentId: string; }, TierAssessmentView>;
    readonly metrics: Query<{ model: string; after?: string | undefined; limit?: number | undefined; }, Page<ModelMetricView>>;
    readonly setMetric: Mutation<{ modelId: string; name: string; direction: "none" | "lower" | "higher"; revision?: number | undefined; }, ModelMetricView>;
    readonly setMainMetric: Mutation<{ modelId: string; metric: { name: string; phase?: "training" | "validation" | "monitoring" | undefined; dataset?: string | null | undefined; slice?: string | undefined; } | null; revision?: number | undefined; }, { readonly metric: MainMetricChoice | null; readonly revision: number; }>;
    readonly setOwner: Mutation<{ modelId: string; ownerId: string; }, ModelOwnerView>;
    readonly setAlias: Mutation<{ modelId: string; alias: string; versionId: string; }, AliasView>;
    readonly removeAlias: Mutation<{ modelId: string; alias: string; }, {}>;
  };
  readonly versions: {
    readonly list: Query<{ model: string; after?: string | undefined; limit?: number | undefined; }, Page<VersionSummary>>;
    readonly get: Query<{ ref?: string | undefined; versionId?: string | undefined; against?: string | undefined; }, VersionView>;
    readonly approvalWarnings: Query<{ versionId: string; }, { readonly warnings: readonly Reason[]; }>;
    readonly compare: Query<{ ref: string; against?: string | undefined; }, Comparison>;
    readonly files: Query<{ versionId: string; after?: string | undefined; limit?: number | undefined; }, Page<FileEntry>>;
    readonly resolve: Query<{ ref: string; }, Resolution>;
    readonly create: Mutation<{ model: string; kind?: "external" | "files" | undefined; label?: string | undefined; descriptor?: { supplier: string; product: string; version: string; endpoint?: string | undefined; imageDigest?: string | undefined; } | undefined; params?: { [x: string]: string; } | undefined; signature?: { inputs: readonly { name: string; type: string; shape?: readonly (string | number)[] | undefined; }[]; outputs: readonly { name: string; type: string; shape?: readonly (string | number)[] | undefined; }[]; } | undefined; environment?: { [x: string]: string; } | undefined; tags?: { [x: string]: string; } | undefined; card?: string | undefined; }, { id: string; number: number; modelId: string; warnings: readonly Reason[]; }>;
    readonly edit: Mutation<{ versionId: string; revision: number; params?: { [x: string]: string; } | undefined; signature?: { inputs: readonly { name: string; type: string; shape?: readonly (string | number)[] | undefined; }[]; outputs: readonly { name: string; type: string; shape?: readonly (string | number)[] | undefined; }[]; } | null | undefined; environment?: { [x: string]: string; } | undefined; label?: string | null | undefined; }, { revision: number; }>;
    readonly removeFile: Mutation<{ versionId: string; path: string; }, object>;
    readonly discard: Mutation<{ versionId: string; }, { readonly number: number; }>;
    readonly seal: Mutation<{ versionId: string; manifestDigest?: string | undefined; }, { id: string; number: number; manifestDigest: string; }>;
    readonly revocation: Query<{ versionId: string; }, RevocationEnds>;
    readonly revoke: Mutation<{ versionId: string; reason: string; }, RevocationEnds>;
    readonly reviseCard: Mutation<{ versionId: string; body: string; revision: number; }, Card>;
    readonly reviseTags: Mutation<{ versionId: string; tags: { [x: string]: string; }; revision: number; }, { revision: number; }>;
  };
  readonly uploads: {
    readonly list: Query<{ versionId: string; after?: string | undefined; limit?: number | undefined; }, Page<OpenUpload>>;
    readonly discard: Mutation<{ uploadId: string; }, object>;
  };
  readonly evaluations: {
    readonly list: Query<{ versionId: string; after?: string | undefined; limit?: number | undefined; }, Page<ListedEvaluation>>;
    readonly record: Mutation<{ phase: "training" | "validation" | "monitoring"; metrics: readonly { name: string; value: string; unit?: string | undefined; direction?: "none" | "lower" | "higher" | undefined; lower?: string | undefined; upper?: string | undefined; }[]; versionId: string; dataset?: { name: string; sha256: string; version?: string | undefined; } | undefined; slice?: string | undefined; codeCommit?: string | undefined; observedFrom?: string | undefined; observedTo?: string | undefined; }, RecordedEvaluation>;
    readonly retract: Mutation<{ evaluationId: string; reason: string; }, RetractionView>;
  };
  readonly lineage: {
    readonly list: Query<{ versionId: string; after?: string | undefined; limit?: number | undefined; }, Page<ListedEdge>>;
    readonly record: Mutation<{ versionId: string; fact: { kind: "trained_on"; dataset: { name: string; sha256: string; version?: string | undefined; }; } | { kind: "built_from"; repository: string; commit: string; isDirty: boolean; } | { kind: "produced_by"; job: string; url?: string | undefined; } | { kind: "derived_from"; reference: string; }; }, LineageView>;
    readonly retract: Mutation<{ edgeId: string; reason: string; }, RetractionView>;
  };
  readonly datasets: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; q?: string | undefined; }, Page<DatasetSummary>>;
    readonly get: Query<{ datasetId: string; }, DatasetView>;
    readonly versions: Query<{ datasetId: string; after?: string | undefined; limit?: number | undefined; }, Page<DatasetUseView>>;
    readonly register: Mutation<{ team: string; name: string; version: string; sha256: string; }, DatasetSummary>;
    readonly withdraw: Mutation<{ datasetId: string; reason: string; revision: number; }, DatasetSummary>;
  };
  readonly promotions: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; tab?: "team" | "asked" | "mine" | "decided" | undefined; versionId?: string | undefined; }, { readonly items: readonly PromotionSummary[]; readonly next: string | null; }>;
    readonly get: Query<{ number: string | number; revision?: number | undefined; }, PromotionView>;
    readonly earlier: Query<{ versionId: string; }, EarlierDecisions>;
    readonly timeline: Query<{ number: string | number; after?: string | undefined; limit?: number | undefined; }, Page<TimelineEntry>>;
    readonly request: Mutation<{ versionId: string; stage: string; reason: string; ticket?: string | undefined; answers?: number | undefined; whatChanged?: string | undefined; }, PromotionSummary>;
    readonly vote: Mutation<{ promotionId: string | number; decision: "approve" | "request-changes" | "reject"; note: string; seen: { manifest: string; card: string; evaluations: string; policy: string; modelCard?: string | undefined; tags?: string | undefined; lineage?: string | undefined; tier?: string | undefined; incumbent?: string | undefined; }; conditions?: readonly string[] | undefined; revision?: number | undefined; }, PromotionSummary>;
    readonly atStakeOfVersion: Query<{ versionId: string; }, { readonly promotions: readonly AtStake[]; }>;
    readonly atStakeOfModel: Query<{ modelId: string; }, { readonly promotions: readonly AtStake[]; }>;
    readonly atStakeOfDataset: Query<{ datasetId: string; }, { readonly promotions: readonly AtStake[]; }>;
    readonly dismissed: Query<{ [x: string]: never; }, { readonly items: readonly DismissedObjection[]; }>;
    readonly dismiss: Mutation<{ promotionId: string | number; voteId: string; reason: string; }, PromotionSummary>;
    readonly withdraw: Mutation<{ promotionId: string | number; note: string; }, PromotionSummary>;
  };
  readonly audit: {
    readonly list: Query<{ after?: string | undefined; limit?: number | undefined; q?: string | undefined; actor?: string | undefined; kind?: string | undefined; class?: "release" | "access" | "policy" | "tier" | "data" | "upkeep" | undefined; subject?: string | undefined; outcome?: "success" | "denied" | "failure" | undefined; requestId?: string | undefined; from?: string | undefined; to?: string | undefined; }, Page<AuditEntryView>>;
    readonly get: Query<{ index: number; }, AuditEntryDetail>;
    readonly open: Query<{ index: number; }, { readonly disclosures: readonly DisclosureView[]; }>;
    readonly status: Query<{ [x: string]: never; }, LogStatus>;
    readonly integrity: Query<{ [x: string]: never; }, LogIntegrity>;
    readonly compare: Query<{ note: string; }, ComparedCheckpoint>;
    readonly consistency: Query<{ oldSize: number; }, { readonly text: string; }>;
    readonly check: Mutation<{ [x: string]: never; }, CheckResult>;
    readonly createExport: Mutation<{ disclosures?: boolean | undefined; q?: string | undefined; actor?: string | undefined; kind?: string | undefined; class?: "release" | "access" | "policy" | "tier" | "data" | "upkeep" | undefined; subject?: string | undefined; outcome?: "success" | "denied" | "failure" | undefined; requestId?: string | undefined; from?: string | undefined; to?: string | undefined; }, { readonly entry: number; readonly found: number | null; }>;
  };
};

/** What sealing froze. `files` is empty for an external version, `descriptor` null for one of files. */
type Manifest = {
    readonly versionId: string;
    readonly manifestDigest: string;
    readonly kind: "files" | "external";
    readonly files: readonly FileEntry[];
    readonly descriptor: Descriptor | null;
    readonly params: Readonly<Record<string, string>>;
    readonly signature: Signature | null;
    readonly environment: Readonly<Record<string, string>>;
};
/** A version and the digest its manifest must have: what `resolve` answers, or a pin. */
type SealedVersion = {
    readonly versionId: string;
    readonly manifestDigest: string;
};

/** Iterates the items of every page. `pages()` iterates the pages themselves, each with the key of the `next`. */
type Pages<T> = AsyncIterable<T> & {
    pages(): AsyncIterable<Page<T>>;
};

type ClientSettings = {
    /** Where the server is, for example `https://models.example.org`. */
    readonly url: string;
    /** An API token of a person or a service account (`chyp_…`, `chys_…`). */
    readonly token?: string | undefined;
    /** Instead of the global `fetch`: a proxy, a test. */
    readonly fetch?: Fetch | undefined;
    /** For one attempt of a call; 30,000 unless given. */
    readonly timeoutMs?: number | undefined;
    /** Stops every call of this client. */
    readonly signal?: AbortSignal | undefined;
};
/** What a list is narrowed by; `after` begins at a page, `limit` is the size of a page. */
type Filter<Q> = Q extends Query<infer Input, unknown> ? Input : never;
type Client = {
    readonly url: string;
    /** Every use-case of the server, typed. */
    readonly api: Api;
    /** The server's version, the oldest client it serves, the origin and verifier key of its log. Needs no token. */
    info(options?: CallOptions): Promise<ServerInfo>;
    /** The immutable answer to `team/name:12`, `team/name@production`, `team/name@champion`, `team/name@sha256:…`. A bare `team/name` is refused. */
    resolve(reference: string, options?: CallOptions): Promise<Resolution>;
    /** What sealing froze, held against the manifest digest: INTEGRITY when it does not fit. An id alone takes the digest the server names for it. */
    manifest(version: string | SealedVersion, options?: CallOptions): Promise<Manifest>;
    /** One file as a stream that fails when its bytes do not fit `file.sha256`. Use nothing of it before it has ended well. */
    openFile(version: {
        readonly versionId: string;
    }, file: FileEntry, options?: CallOptions): Promise<ReadableStream<Uint8Array>>;
    readonly models: {
        list(filter?: Filter<Api["models"]["list"]>, options?: CallOptions): Pages<ModelSummary>;
    };
    readonly versions: {
        list(filter: Filter<Api["versions"]["list"]>, options?: CallOptions): Pages<VersionSummary>;
        /** The files of a draft too; those of a sealed version stand, verified, in its manifest. */
        files(filter: Filter<Api["versions"]["files"]>, options?: CallOptions): Pages<FileEntry>;
    };
    readonly datasets: {
        list(filter?: Filter<Api["datasets"]["list"]>, options?: CallOptions): Pages<DatasetSummary>;
    };
    readonly promotions: {
        list(filter: Filter<Api["promotions"]["list"]>, options?: CallOptions): Pages<PromotionSummary>;
    };
    readonly audit: {
        list(filter?: Filter<Api["audit"]["list"]>, options?: CallOptions): Pages<AuditEntryView>;
    };
    /** Authenticated HTTP on the same server, with the same timeouts, retries and errors: `/api/v1` for what has no method here. */
    readonly http: Http;
};
/** Makes no request yet. Throws INVALID_INPUT for an address that is no http(s) URL. */
declare function createClient(settings: ClientSettings): Client;

declare const clientVersion = "0.1.0";

export { ChanceryClientError, clientVersion, createClient };
export type { ActorView, AliasView, Api, AuditEntryDetail, AuditEntryView, CallOptions, Card, CheckResult, Client, ClientErrorCode, ClientSettings, DatasetPointer, DatasetSummary, DatasetView, Descriptor, Digests, DisclosureView, Dossier, ErasureView, ErrorCode, ErrorFacts, EvaluationView, Fetch, FileEntry, GrantView, GroupView, Http, LineageFact, LineageView, ListedEvaluation, LogIntegrity, LogStatus, Manifest, Me, Measured, Measurement, Metric, MetricRow, ModelMetricView, ModelSummary, ModelView, Mutation, NewMetric, Occupancy, Outgoing, Page, Pages, Phase, PromotionSummary, PromotionView, Query, Reason, RecordedEvaluation, RegistryStages, Resolution, SealedVersion, ServerInfo, SessionView, Signature, Stage, StageHolder, StageName, TeamView, Tier, TierAssessmentView, TierRow, TokenView, UploadView, VersionSummary, VersionView, Visibility, VoteView };
