// Roles, actors and what an actor's grants amount to on a given subject. Pure data and functions.

export const roles = ["viewer", "contributor", "maintainer", "reviewer", "auditor", "admin"] as const;
export type Role = (typeof roles)[number];

/**
 * What the matrix may name besides a granted role: `member` is anyone signed in, `self` the subject or its owner, `anyone`
 * also the anonymous; `custodian` stands in for somebody disabled: for who owned a service account, a maintainer of all that
 * it reaches; for who asked for a promotion, an admin.
 */
export type SubjectRole = Role | "member" | "self" | "anyone" | "custodian";

export const grantScopes = ["organisation", "team", "model"] as const;
export type GrantScope = (typeof grantScopes)[number];
/** A grant in force: role on the organisation, a team or a model, since when. */
export type GrantFact = {
  readonly role: Role;
  readonly scope: GrantScope;
  readonly scopeId: string;
  readonly from: Date;
  /** The group it is held through; left out for the actor's own. */
  readonly groupId?: string;
};

export const organisationId = "organisation";

export type ActorKind = "person" | "service" | "system" | "anonymous";
/** Who acts. `answerableId` is the person behind it: itself, or the owner of a service account. */
export type Actor = {
  readonly id: string;
  readonly kind: ActorKind;
  readonly name: string;
  readonly answerableId: string;
  readonly via: "session" | "token" | "system" | "none";
  /** Permission names, `read` for every reading one, or `*`. */
  readonly scopes: readonly string[];
  readonly sessionId?: string | undefined;
  readonly tokenId?: string | undefined;
  /** Who made the token it acts with. */
  readonly minterId?: string | undefined;
  readonly defaultTeam?: { readonly id: string; readonly slug: string } | undefined;
  /** Of a service account whose owner is disabled: until when it reads, and it does nothing else. */
  readonly readsUntil?: Date | undefined;
};

export const systemActor: Actor = {
  id: "system",
  kind: "system",
  name: "Chancery",
  answerableId: "system",
  via: "system",
  scopes: ["*"],
};
export const anonymousActor: Actor = {
  id: "anonymous",
  kind: "anonymous",
  name: "nobody signed in",
  answerableId: "anonymous",
  via: "none",
  scopes: ["*"],
};

export const visibilities = ["organisation", "team", "restricted"] as const;
export type Visibility = (typeof visibilities)[number];

/** What a permission is judged on. A subject with a `visibility` is a model or lies under one. */
export type Subject = {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly teamId?: string;
  readonly modelId?: string;
  readonly visibility?: Visibility;
  readonly ownerId?: string | null;
  readonly custody?: Custody;
  readonly isOrphaned?: boolean;
};
/** What a service account holds, while its owner is disabled: its roles, and the places they are held on. */
export type Custody = readonly { readonly role: Role; readonly place: Subject }[];
type UnderModel = { readonly teamId: string; readonly modelId: string; readonly visibility: Visibility };
export type Subjects = {
  organisation: { readonly kind: "organisation"; readonly id: string };
  team: { readonly kind: "team"; readonly id: string; readonly teamId: string };
  actor: {
    readonly kind: "actor";
    readonly id: string;
    readonly ownerId: string | null;
    readonly custody?: Custody;
  };
  model: { readonly kind: "model"; readonly id: string } & UnderModel;
  version: { readonly kind: "version"; readonly id: string } & UnderModel;
  upload: { readonly kind: "upload"; readonly id: string } & UnderModel;
  /** A grant or membership by which somebody becomes a reviewer or an admin. */
  appointment: { readonly kind: "appointment"; readonly id: string };
  /** Orphaned while it is open and who asked for it is disabled, or who owns the service account that did. */
  promotion: { readonly kind: "promotion"; readonly id: string; readonly isOrphaned?: boolean } & UnderModel;
  /** `visibility` is that of the model it came into being through; `organisation` where it has none, or the actor sees a model that uses it. */
  dataset: { readonly kind: "dataset"; readonly id: string; readonly teamId: string; readonly visibility: Visibility };
};
export type SubjectKind = keyof Subjects;

/** The organisation as a subject. */
export const organisation: Subjects["organisation"] = { kind: "organisation", id: organisationId };

/** The grants that reach `subject` (an appointment: all, for what it reaches is judged by core's `confirmersOf`): organisation-wide, of its team (a restricted model only by maintainers), of its model. */
export function grantsOn(grants: readonly GrantFact[], subject: Subject): readonly GrantFact[] {
  return grants.filter((grant) => {
    if (grant.scope === "organisation" || subject.kind === "appointment") return true;
    if (grant.scope === "model") return grant.scopeId === subject.modelId;
    if (grant.scopeId !== subject.teamId) return false;
    return subject.visibility !== "restricted" || grant.role === "maintainer";
  });
}

/** What a maintainer may do too: nobody comes to more by taking an account over. */
const belowMaintainer: readonly Role[] = ["viewer", "contributor", "maintainer"];
/** Whose maintainers may hand the account over, each of all that it reaches: nobody's where it reaches nothing, or is more than they. */
export function custodiansOf(custody: Custody): "teams" | "organisation" | "nobody" {
  if (custody.length === 0 || custody.some(({ role }) => !belowMaintainer.includes(role))) return "nobody";
  return custody.some(({ place }) => place.kind === "organisation") ? "organisation" : "teams";
}
const isCustodian = (grants: readonly GrantFact[], custody: Custody): boolean =>
  custodiansOf(custody) !== "nobody" &&
  custody.every(({ place }) => grantsOn(grants, place).some(({ role }) => role === "maintainer"));

/** Every role the actor has on the subject. Empty means: it does not know the subject exists. */
export function rolesOn(actor: Actor, grants: readonly GrantFact[], subject: Subject): readonly SubjectRole[] {
  const held = new Set<SubjectRole>(grantsOn(grants, subject).map((grant) => grant.role));
  if (actor.kind === "anonymous") return subject.kind === "organisation" ? ["anyone"] : [];
  if (actor.kind === "system") return [...roles, "member", "self", "anyone"];
  if (subject.kind === "organisation" || subject.kind === "appointment") held.add("member").add("anyone");
  if (subject.visibility === "organisation") held.add("viewer");
  if (subject.kind === "actor" && (subject.id === actor.id || subject.ownerId === actor.id)) held.add("self");
  if (subject.kind === "actor" && isCustodian(grants, subject.custody ?? [])) held.add("custodian");
  if (subject.kind === "promotion" && subject.isOrphaned && held.has("admin")) held.add("custodian");
  return [...held];
}
