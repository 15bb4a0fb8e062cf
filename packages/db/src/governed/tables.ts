// Which rows the log answers for, and what it says of each: every table is here, with how its rows are told in a leaf.
import type { Tables } from "../schema/schema.ts";

type Keys<T extends keyof Tables> = keyof Tables[T]["_"]["columns"] & string;
/** How the log tells of a table's rows. A column that stands in no list is told as it is. */
type Telling<T extends keyof Tables> = {
  /** What tells a row from the others. */
  readonly key: readonly Keys<T>[];
  /** Not governed: notes that nobody's act writes. */
  readonly omit?: readonly Keys<T>[];
  /** Told by SHA-256: long, or a secret of high entropy. */
  readonly digest?: readonly Keys<T>[];
  /** Told by a salted SHA-256 that dies with its salt: names, addresses, what people typed. */
  readonly personal?: readonly Keys<T>[];
  /** Columns that say what a row belongs to: of an occupancy its model and stage. What was deleted is missed there. */
  readonly place?: readonly Keys<T>[];
  /** Columns by which it is asked for, each list a name (none: all rows have one): who holds it is kept of the log. */
  readonly names?: readonly (readonly Keys<T>[])[];
  /**
   * Columns by which acts find rows of it that no place names: those found must be all that entries tell of with these values.
   * Nobody deletes such a row, and these columns are set once.
   */
  readonly set?: readonly Keys<T>[];
};

export const governed = {
  teams: { key: ["id"], names: [["slug"]] },
  actors: { key: ["id"], personal: ["name", "email", "emailKey"] },
  credentials: { key: ["actorId"], digest: ["passwordHash"] },
  accountOpenings: { key: ["id"], place: ["actorId"] },
  tokens: { key: ["id"], omit: ["lastUsedAt"], digest: ["secretHash"], personal: ["name"], set: ["actorId"] },
  groups: { key: ["id"] },
  groupMembers: { key: ["id"], set: ["groupId"] },
  grants: { key: ["id"], set: ["role"] },
  stages: { key: ["id"], names: [[]] },
  tiers: { key: ["id"], place: [] },
  models: { key: ["id"], omit: ["changedAt"], digest: ["description", "tags"], names: [["teamId", "nameKey"]] },
  tierAssessments: { key: ["id"], personal: ["exposure", "purpose", "rationale"], place: ["modelId"] },
  modelOwners: { key: ["id"], place: ["modelId"] },
  revisions: { key: ["id"], digest: ["body"], place: ["modelId", "versionId"] },
  modelMetrics: { key: ["modelId", "name"], set: ["modelId"] },
  datasets: { key: ["id"], personal: ["statusReason"] },
  versions: {
    key: ["id"],
    digest: ["descriptor", "params", "signature", "environment", "manifest"],
    personal: ["revokedReason"],
    names: [
      ["modelId", "number"],
      ["modelId", "manifestDigest"],
    ],
    set: ["modelId", "manifestDigest"],
  },
  batches: { key: ["id"], digest: ["files"], place: ["versionId"] },
  evaluations: { key: ["id"], digest: ["metrics"], place: ["versionId"] },
  lineageEdges: { key: ["id"], digest: ["facts"], place: ["versionId"] },
  retractions: { key: ["id"], personal: ["reason"], place: ["versionId"] },
  policyVersions: { key: ["id"], digest: ["document"], place: ["name"], set: [] },
  promotions: { key: ["id"], personal: ["reason", "ticket", "whatChanged", "withdrawalNote"], set: ["versionId"] },
  promotionTargets: { key: ["promotionId", "position"], place: ["promotionId"] },
  dossierRevisions: { key: ["promotionId", "number"], digest: ["document"], place: ["promotionId"] },
  votes: { key: ["id"], personal: ["note", "printedName"], place: ["promotionId"] },
  voteConditions: { key: ["voteId", "position"], personal: ["text"], place: ["voteId"] },
  dismissals: { key: ["id"], personal: ["reason", "printedName"], place: ["promotionId"] },
  occupancies: { key: ["id"], place: ["modelId", "stage"], names: [["modelId", "stage"]] },
  aliases: { key: ["id"], place: ["modelId", "name"], names: [["modelId", "nameKey"]] },
} as const satisfies { readonly [T in keyof Tables]?: Telling<T> };

export type GovernedTable = keyof typeof governed;
export const governedTables = Object.keys(governed) as readonly GovernedTable[];

type Lists = Readonly<Partial<Record<"omit" | "digest" | "personal" | "place" | "set", readonly string[]>>>;
type Named = { readonly key: readonly string[]; readonly names?: readonly (readonly string[])[] };
const tellings: Readonly<Record<GovernedTable, Lists & Named>> = governed;
export const tellingOf = (table: GovernedTable) => tellings[table];

/** Tables whose rows the log does not answer for, and why. */
const ungoverned = {
  links: "one-time links: what they were used for is an act",
  sessions: "ended by time and by acts; who holds one is asked of the account each time",
  loginCounters: "counts of an hour",
  modelSummaries: "made of other rows, and made again",
  promotionWaits: "made of promotions and the policy, made again, and held against them by every check",
  versionFiles: "a sealed version answers with those of its manifest, and every check holds the rows against it",
  blobs: "named by the digest of their bytes",
  uploads: "bytes on the way",
  counters: "numbers handed out",
  idempotency: "answers kept for a day",
  accesses: "a digest of each hour is an entry",
  refusals: "counted, then an entry",
  jobs: "when work of the registry's own is due: what it does is an act, or bookkeeping",
  auditHead: "the log itself",
  auditEntries: "the log itself",
  auditNodes: "the log itself",
  auditRows: "the log itself",
  auditCheckpoints: "the log itself",
  auditDisclosures: "the log itself",
} as const satisfies { readonly [T in Exclude<keyof Tables, GovernedTable>]: string };

/** By table, why the log does not answer for its rows. */
export const whyUngoverned: Readonly<Record<string, string>> = ungoverned;
