// Every kind of act as a plain English sentence, said from the leaf alone; ids are given the names they have now.
import { acts, type ActKind, type Leaf } from "@chancery/core";

/** What a sentence may draw on: the subject's name, facts of the leaf as text, and what an id in it is called. */
type Told = {
  readonly it: string;
  /** A fact of the leaf; "" when it does not hold it. */
  fact(name: string): string;
  /** What the id under this name is called. */
  called(name: string): string;
};
type Sentence = {
  /** What was done: "sealed speech/vad:3". */
  readonly did: (told: Told) => string;
  /** What a refused one tried: "seal". */
  readonly attempt: string;
};

const stageOf = ({ fact }: Told) => fact("stage");
const scopeOf = ({ fact, called }: Told) => (fact("scope") === "organisation" ? "the organisation" : called("scopeId"));
const votes: Readonly<Record<string, string>> = {
  approve: "approved",
  "request-changes": "asked for changes to",
  reject: "rejected",
};

const sentences = {
  "registry.initialised@1": {
    did: ({ fact }) => `set up this registry with the policy ${fact("policy")}`,
    attempt: "set up",
  },
  "log.restored@1": {
    did: ({ fact }) =>
      `restored this registry from a backup of ${fact("takenAt")}: the log ${fact("previousOrigin")} goes on under a name of its own`,
    attempt: "restore",
  },
  "registry.claimed@1": {
    did: ({ called }) => `claimed this registry: ${called("actorId")} is its first admin`,
    attempt: "claim",
  },
  "person.added@1": { did: ({ called }) => `invited ${called("actorId")}`, attempt: "invite a person to" },
  "person.joined@1": {
    did: ({ called }) => `accepted the invitation as ${called("actorId")}`,
    attempt: "accept the invitation of",
  },
  "person.invited-again@1": {
    did: ({ called }) => `sent ${called("actorId")} a new invitation`,
    attempt: "invite again",
  },
  "account.disabled@1": { did: ({ called }) => `disabled the account of ${called("actorId")}`, attempt: "disable" },
  "account.enabled@1": { did: ({ called }) => `enabled the account of ${called("actorId")}`, attempt: "enable" },
  "password.changed@1": { did: () => "changed their password", attempt: "change the password of" },
  "password.reset-offered@1": {
    did: ({ called }) => `made a password reset link for ${called("actorId")}`,
    attempt: "make a password reset link for",
  },
  "password.reset@1": {
    did: ({ called }) => `set a new password for ${called("actorId")} with a reset link`,
    attempt: "reset a password in",
  },
  "service-account.created@1": {
    did: ({ fact, called }) => `created the service account ${fact("name")}, owned by ${called("ownerId")}`,
    attempt: "create a service account in",
  },
  "service-account.handover-proposed@1": {
    did: ({ fact, called }) =>
      fact("proposedOwnerId") === ""
        ? `withdrew the proposal of a new owner of ${called("actorId")}`
        : `proposed ${called("proposedOwnerId")} as the owner of ${called("actorId")}`,
    attempt: "propose a new owner of",
  },
  "service-account.handed-over@1": {
    did: ({ called }) => `took over ${called("actorId")} from ${called("previousOwnerId")}`,
    attempt: "take over",
  },
  "team.created@1": { did: ({ fact }) => `created the team ${fact("slug")}`, attempt: "create a team in" },
  "group.created@1": { did: ({ fact }) => `created the group ${fact("slug")}`, attempt: "create a group in" },
  "group.member-added@1": {
    did: ({ fact, called }) =>
      `added ${called("actorId")} to the group ${called("groupId")}${fact("isPending") === "true" ? ", waiting for a second person" : ""}`,
    attempt: "add a member to",
  },
  "group.member-confirmed@1": {
    did: ({ called }) => `confirmed ${called("actorId")} as member of the group ${called("groupId")}`,
    attempt: "confirm a member of",
  },
  "group.member-removed@1": {
    did: ({ called }) => `removed ${called("actorId")} from the group ${called("groupId")}`,
    attempt: "remove a member of",
  },
  "grant.given@1": {
    did: (told) => `gave ${told.called("holderId")} the role ${told.fact("role")} on ${scopeOf(told)}`,
    attempt: "give a role on",
  },
  "grant.ended@1": {
    did: (told) => `took the role ${told.fact("role")} on ${scopeOf(told)} from ${told.called("holderId")}`,
    attempt: "end a role on",
  },
  "session.started@1": { did: () => "signed in", attempt: "sign in as" },
  "session.ended@1": {
    did: ({ fact, called }) =>
      `ended ${fact("sessions") === "1" ? "a session" : `${fact("sessions")} sessions`} of ${called("actorId")}`,
    attempt: "end sessions of",
  },
  "token.created@1": {
    did: ({ fact, called }) => `created the API token ${fact("prefix")}… for ${called("holderId")}`,
    attempt: "create an API token for",
  },
  "token.created@2": {
    did: ({ fact, called }) => `created the API token ${fact("prefix")}… for ${called("holderId")}`,
    attempt: "create an API token for",
  },
  "token.revoked@1": {
    did: ({ called }) => `revoked the API token ${called("tokenId")} of ${called("holderId")}`,
    attempt: "revoke an API token of",
  },
  "model.registered@1": {
    did: ({ fact, called }) => `registered the model ${called("teamId")}/${fact("name")}`,
    attempt: "register a model in",
  },
  "model.updated@1": { did: ({ it, fact }) => `changed ${fact("fields")} of ${it}`, attempt: "change" },
  "model.card-revised@1": {
    did: ({ it, fact }) => `revised the card of ${it} (revision ${fact("revision")})`,
    attempt: "revise the card of",
  },
  "tier.assessed@1": {
    did: ({ it, fact }) =>
      `assessed ${it} as tier ${fact("tier")}${fact("isPending") === "true" ? ", waiting for a second person" : ""}`,
    attempt: "assess the tier of",
  },
  "tier.confirmed@1": {
    did: ({ it, fact }) => `confirmed tier ${fact("tier")} for ${it}`,
    attempt: "confirm the tier of",
  },
  "tier.refused@1": { did: ({ it, fact }) => `refused tier ${fact("tier")} for ${it}`, attempt: "refuse the tier of" },
  "model.metric-set@1": {
    did: ({ it, fact }) => `set which way ${fact("metric")} is better for ${it}: ${fact("direction")}`,
    attempt: "set which way a metric is better for",
  },
  "model.main-metric-set@1": {
    did: ({ it, fact }) => {
      if (fact("metric") === "") return `took back the choice of a main metric for ${it}`;
      const on = [fact("dataset") && ` on ${fact("dataset")}`, fact("slice") && ` for ${fact("slice")}`].join("");
      return `chose ${fact("metric")}${on} (${fact("phase")}) as the main metric of ${it}`;
    },
    attempt: "choose the main metric of",
  },
  "alias.set@1": {
    did: ({ fact, called }) => `pointed the alias ${fact("alias")} at ${called("versionId")}`,
    attempt: "set an alias of",
  },
  "alias.removed@1": {
    did: ({ fact, called }) => `removed the alias ${fact("alias")} from ${called("versionId")}`,
    attempt: "remove an alias of",
  },
  "version.created@1": {
    did: ({ called }) => `registered ${called("versionId")} as a draft`,
    attempt: "register a version of",
  },
  "version.edited@1": { did: ({ it }) => `edited the draft ${it}`, attempt: "edit" },
  "upload.begun@1": {
    did: ({ fact, called }) => `began to upload ${fact("path")} to ${called("versionId")}`,
    attempt: "upload to",
  },
  "upload.finished@1": {
    did: ({ fact, called }) => `added ${fact("path")} to ${called("versionId")}`,
    attempt: "finish the upload",
  },
  "version.file-removed@1": {
    did: ({ fact, called }) => `removed ${fact("path")} from ${called("versionId")}`,
    attempt: "remove a file from",
  },
  "version.sealed@1": { did: ({ called }) => `sealed ${called("versionId")}`, attempt: "seal" },
  "version.revised@1": {
    did: ({ fact, called }) => `revised the ${fact("field")} of ${called("versionId")} (revision ${fact("revision")})`,
    attempt: "revise",
  },
  "version.revoked@1": { did: ({ called }) => `revoked ${called("versionId")}`, attempt: "revoke" },
  "evaluation.recorded@1": {
    did: ({ fact, called }) => `recorded a ${fact("phase")} evaluation of ${called("versionId")}`,
    attempt: "record an evaluation of",
  },
  "lineage.recorded@1": {
    did: ({ fact, called }) => `recorded lineage of ${called("versionId")}: ${fact("kind").replace("_", " ")}`,
    attempt: "record lineage of",
  },
  "dataset.registered@1": {
    did: ({ fact }) => `registered the dataset ${fact("name")} ${fact("version")}`,
    attempt: "register a dataset in",
  },
  "dataset.withdrawn@1": { did: ({ called }) => `withdrew the dataset ${called("datasetId")}`, attempt: "withdraw" },
  "promotion.requested@1": {
    did: (told) => `asked for ${stageOf(told)} for ${told.called("versionId")}, P-${told.fact("number")}`,
    attempt: "ask for a promotion of",
  },
  "promotion.requested@2": {
    did: (told) =>
      `asked for ${stageOf(told)} for ${told.called("versionId")}, P-${told.fact("number")}${told.fact("answers") && `, in answer to ${told.called("answers")}`}`,
    attempt: "ask for a promotion of",
  },
  "promotion.voted@1": {
    did: ({ fact, called }) => `${votes[fact("decision")] ?? "voted on"} ${called("promotionId")}`,
    attempt: "vote on",
  },
  "promotion.executed@1": {
    did: (told) => `let ${told.called("versionId")} into ${stageOf(told)} by ${told.called("promotionId")}`,
    attempt: "execute",
  },
  "promotion.rejected@1": { did: ({ called }) => `closed ${called("promotionId")} as rejected`, attempt: "reject" },
  "promotion.withdrawn@1": { did: ({ called }) => `withdrew ${called("promotionId")}`, attempt: "withdraw" },
  "audit.exported@1": {
    did: ({ fact }) =>
      `exported the audit log up to entry ${Number(fact("treeSize")) - 1}${fact("filter") && ", filtered"}`,
    attempt: "export the audit log of",
  },
  "audit.checked@1": {
    did: ({ fact }) =>
      fact("isOk") === "true"
        ? `checked the ${fact("treeSize")} entries of the audit log: all as they were written`
        : `checked the audit log and found it damaged${fact("firstBadIndex") && `, first at entry ${fact("firstBadIndex")}`}`,
    attempt: "check the audit log of",
  },
  "access-log.digested@1": {
    did: ({ fact }) => `sealed the access log of ${fact("from")}: ${fact("count")} reads`,
    attempt: "seal the access log of",
  },
} as const satisfies Record<ActKind, Sentence>;

const isActKind = (kind: string): kind is ActKind => Object.hasOwn(sentences, kind);

/** The sentence of an entry. `labels` names ids; one that it does not have stands as it is. */
export function sentenceOf(leaf: Leaf, labels: ReadonlyMap<string, string>): string {
  const who = labels.get(leaf.auth.id) ?? leaf.auth.id;
  const it = subjectLabel(leaf, labels);
  if (!isActKind(leaf.kind)) return `${who}: ${leaf.kind} on ${it}`;
  const { did, attempt }: Sentence = sentences[leaf.kind];
  if (leaf.outcome !== "success") {
    const count = Number(leaf.after["count"] ?? 1);
    const why = leaf.reasons.map((reason) => reason.replaceAll("_", " ")).join(", ");
    return `${who} was refused to ${attempt} ${it}${why && `: ${why}`}${count > 1 ? ` (${count} times)` : ""}`;
  }
  const fact = (name: string) => factText(leaf.after[name]);
  return `${who} ${did({ it, fact, called: (name) => labels.get(fact(name)) ?? fact(name) })}`;
}

/** What the entry is about, by its name now. */
export function subjectLabel(leaf: Pick<Leaf, "subject">, labels: ReadonlyMap<string, string>): string {
  const [kind = "", id = ""] = leaf.subject.split("/");
  return kind === "organisation" ? "the organisation" : (labels.get(id) ?? leaf.subject);
}

/** Every id a sentence may name. */
export const idsIn = (leaf: Leaf): readonly string[] => [
  leaf.auth.id,
  leaf.subject.slice(leaf.subject.indexOf("/") + 1),
  ...Object.values(leaf.after).filter((value): value is string => typeof value === "string" && value.length === 36),
];

function factText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(factText).join(", ");
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

/** Kinds whose own words, names left out, hold `text`: what a search for "sealed" means. */
export function kindsSaying(text: string): readonly ActKind[] {
  const needle = text.toLowerCase();
  const words = (kind: ActKind) => {
    const { did, attempt }: Sentence = sentences[kind];
    const blank = did({ it: "", fact: () => "", called: () => "" });
    const decided = kind === "promotion.voted@1" ? Object.values(votes).join(" ") : "";
    return `${kind} ${blank} ${attempt} ${decided}`.toLowerCase();
  };
  return (Object.keys(acts) as ActKind[]).filter((kind) => words(kind).includes(needle));
}
