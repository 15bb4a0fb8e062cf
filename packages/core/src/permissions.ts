// The permission matrix as data, and the one function that reads it.
import type { Reason } from "./kernel/view.ts";
import { allowedUnless, type Verdict } from "./errors.ts";
import { inList } from "./lists.ts";
import { onlyReads } from "./orphaned.ts";
import {
  roles,
  type Actor,
  type GrantFact,
  type GrantScope,
  type SubjectKind,
  type SubjectRole,
  type Subjects,
} from "./roles.ts";

type Row = {
  /** The kind of subject it is judged on: a use-case must resolve one before it is asked. */
  readonly on: SubjectKind;
  readonly effect: "read" | "write";
  readonly description: string;
  readonly roles: readonly SubjectRole[];
  /** An act by which one person alone could undo that two are needed: done by a person, with a token only where it names this. */
  readonly takesTwo?: true;
  /** A part of another: a token that names that one covers it too. */
  readonly within?: string;
};

const readers = ["viewer", "contributor", "maintainer", "reviewer", "auditor", "admin"] as const;
const makers = ["contributor", "maintainer"] as const;

export const permissions = {
  "registry:read": {
    on: "organisation",
    effect: "read",
    description: "see what this registry is and which versions it speaks",
    roles: ["anyone"],
  },
  "registry:claim": {
    on: "organisation",
    effect: "write",
    description: "become the first admin of a new registry",
    roles: ["anyone"],
  },
  "registry:initialise": {
    on: "organisation",
    effect: "write",
    description: "set up a registry, new or restored",
    roles: [],
  },
  "invitation:accept": { on: "organisation", effect: "write", description: "accept an invitation", roles: ["anyone"] },
  "session:start": { on: "actor", effect: "write", description: "sign in", roles: ["self"] },
  "session:read": {
    on: "actor",
    effect: "read",
    description: "see your own account and sessions",
    roles: ["self", "auditor", "admin"],
  },
  "session:end": { on: "actor", effect: "write", description: "sign out, end sessions", roles: ["self", "admin"] },
  "password:change": { on: "actor", effect: "write", description: "set your own password", roles: ["self"] },
  "password:reset": {
    on: "organisation",
    effect: "write",
    description: "set a new password with a reset link",
    roles: ["anyone"],
  },
  "password:offer-reset": {
    on: "actor",
    effect: "write",
    description: "make a link to reset somebody's password",
    roles: ["admin"],
    takesTwo: true,
  },
  "password:confirm-reset": {
    on: "actor",
    effect: "write",
    description: "let a link to reset somebody's password work at once",
    roles: ["reviewer", "admin"],
    takesTwo: true,
  },
  "password:cancel-reset": {
    on: "actor",
    effect: "write",
    description: "cancel a link to reset a password",
    roles: ["self", "admin"],
  },
  "token:read": { on: "actor", effect: "read", description: "list API tokens", roles: ["self", "auditor", "admin"] },
  "token:create": {
    on: "actor",
    effect: "write",
    description: "create API tokens for oneself and for the service accounts one owns",
    roles: ["self"],
  },
  "token:revoke": { on: "actor", effect: "write", description: "revoke API tokens", roles: ["self", "admin"] },
  "person:read": {
    on: "organisation",
    effect: "read",
    description: "see people, groups and service accounts",
    roles: ["member"],
  },
  "person:read-address": {
    on: "organisation",
    effect: "read",
    description: "see the e-mail addresses of others",
    roles: ["auditor", "admin"],
  },
  "person:vouch": {
    on: "organisation",
    effect: "write",
    description: "vouch for the holder of an account",
    roles: ["member"],
    takesTwo: true,
  },
  "person:add": { on: "organisation", effect: "write", description: "invite people", roles: ["admin"] },
  "person:disable": { on: "actor", effect: "write", description: "disable and enable accounts", roles: ["admin"] },
  "erasure:ask": {
    on: "actor",
    effect: "write",
    description: "ask for the erasure of what tells who somebody is, and take that back",
    roles: ["admin"],
    takesTwo: true,
  },
  "erasure:confirm": {
    on: "actor",
    effect: "write",
    description: "confirm an erasure that somebody else asked for",
    roles: ["admin"],
    takesTwo: true,
  },
  "service-account:create": {
    on: "organisation",
    effect: "write",
    description: "create service accounts",
    roles: ["admin"],
  },
  "service-account:hand-over": {
    on: "actor",
    effect: "write",
    description: "propose another owner of a service account",
    roles: ["self", "admin", "custodian"],
    takesTwo: true,
  },
  "service-account:accept": {
    on: "actor",
    effect: "write",
    description: "accept a service account one is to own",
    roles: ["self"],
  },
  "team:read": { on: "organisation", effect: "read", description: "see teams", roles: ["member"] },
  "team:create": { on: "organisation", effect: "write", description: "create teams", roles: ["admin"] },
  "grant:read": {
    on: "organisation",
    effect: "read",
    description: "see who holds which role",
    roles: ["auditor", "admin"],
  },
  "grant:give": {
    on: "organisation",
    effect: "write",
    description: "give and end roles",
    roles: ["admin"],
    takesTwo: true,
  },
  "group:manage": {
    on: "organisation",
    effect: "write",
    description: "create groups and change who is in them",
    roles: ["admin"],
    takesTwo: true,
  },
  "grant:confirm": {
    on: "appointment",
    effect: "write",
    description: "confirm who was given the role of a reviewer or an admin",
    roles: ["reviewer", "admin"],
    takesTwo: true,
  },
  "group:confirm": {
    on: "appointment",
    effect: "write",
    description: "confirm who was added to a group of reviewers or admins",
    roles: ["reviewer", "admin"],
    takesTwo: true,
  },
  "appointment:settle": {
    on: "appointment",
    effect: "write",
    description: "let a role begin that nobody is left to confirm",
    roles: [],
  },
  "audit:read": { on: "organisation", effect: "read", description: "read the audit log", roles: ["auditor", "admin"] },
  "audit:export": {
    on: "organisation",
    effect: "write",
    description: "export the audit log",
    roles: ["auditor", "admin"],
  },
  "audit:check": {
    on: "organisation",
    effect: "write",
    description: "check the stored log against itself (fsck)",
    roles: ["auditor", "admin"],
  },
  "access-log:digest": {
    on: "organisation",
    effect: "write",
    description: "write the digest of an hour of the access log",
    roles: [],
  },
  "backup:record": {
    on: "organisation",
    effect: "write",
    description: "record in the log that a backup was taken",
    roles: [],
  },
  "dataset:read": { on: "dataset", effect: "read", description: "see a dataset", roles: readers },
  "dataset:register": { on: "team", effect: "write", description: "register datasets", roles: makers },
  "dataset:withdraw": { on: "dataset", effect: "write", description: "withdraw a dataset", roles: ["maintainer"] },
  "model:create": { on: "team", effect: "write", description: "register models in a team", roles: makers },
  "model:read": { on: "model", effect: "read", description: "see a model", roles: readers },
  "model:update": {
    on: "model",
    effect: "write",
    description: "change a model's description, tags, card, visibility",
    roles: ["maintainer"],
  },
  "model:set-owner": {
    on: "model",
    effect: "write",
    description: "name who answers for a model",
    roles: ["maintainer", "admin"],
  },
  "tier:assess": {
    on: "model",
    effect: "write",
    description: "assess a model's tier",
    roles: ["maintainer", "reviewer"],
  },
  "tier:confirm": {
    on: "model",
    effect: "write",
    description: "confirm a tier that somebody else assessed",
    roles: ["maintainer", "reviewer"],
    takesTwo: true,
  },
  "alias:set": { on: "model", effect: "write", description: "move a model's unprotected aliases", roles: makers },
  "version:create": { on: "model", effect: "write", description: "register versions", roles: makers },
  "version:read": { on: "version", effect: "read", description: "see a version", roles: readers },
  "artifact:read": { on: "version", effect: "read", description: "download a version's files", roles: readers },
  "version:upload": { on: "version", effect: "write", description: "add files to a draft", roles: makers },
  "upload:finish": { on: "upload", effect: "write", description: "send and finish your own upload", roles: makers },
  "upload:read": { on: "upload", effect: "read", description: "see your own upload", roles: makers },
  "version:seal": { on: "version", effect: "write", description: "seal a draft", roles: makers },
  "version:revise": { on: "version", effect: "write", description: "revise a version's card and tags", roles: makers },
  "version:revoke": { on: "version", effect: "write", description: "revoke a sealed version", roles: ["maintainer"] },
  "evaluation:record": { on: "version", effect: "write", description: "record evaluations and lineage", roles: makers },
  "evaluation:validate": {
    on: "version",
    effect: "write",
    description: "record validation evaluations",
    roles: [...makers, "reviewer"],
    within: "evaluation:record",
  },
  "evaluation:retract": {
    on: "version",
    effect: "write",
    description: "retract evaluations and lineage",
    roles: [...makers, "reviewer"],
  },
  "promotion:request": { on: "version", effect: "write", description: "ask for a promotion", roles: makers },
  "promotion:read": { on: "promotion", effect: "read", description: "see a promotion", roles: readers },
  "promotion:vote": {
    on: "promotion",
    effect: "write",
    description: "vote on promotions",
    roles: ["reviewer"],
    takesTwo: true,
  },
  "promotion:withdraw": {
    on: "promotion",
    effect: "write",
    description: "withdraw a request: your own, or one of somebody disabled",
    roles: [...makers, "custodian"],
  },
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof permissions;
export type SubjectOf<P extends Permission> = Subjects[(typeof permissions)[P]["on"]];
export const permissionNames = Object.keys(permissions) as readonly Permission[];

/** The permissions that a token covers by their names alone, and a service account never. */
export const namedPermissions: readonly Permission[] = permissionNames.filter(takesTwo);

/** Whether a token's scopes cover a permission: its name, or that of what it is a part of; `read` for every reading one; `*` for all but those that take two people. */
export function isInScope(scopes: readonly string[], permission: Permission): boolean {
  const { within }: Row = permissions[permission];
  return (
    scopes.includes(permission) ||
    (within !== undefined && scopes.includes(within)) ||
    (scopes.includes("*") && !takesTwo(permission)) ||
    (permissions[permission].effect === "read" && scopes.includes("read"))
  );
}

/** Whoever signed in has all scopes; a token has those of `isInScope`. */
const hasScope = ({ via, scopes }: Pick<Actor, "via" | "scopes">, permission: Permission): boolean =>
  (via !== "token" && scopes.includes("*")) || isInScope(scopes, permission);

function takesTwo(permission: Permission): boolean {
  const row: Row = permissions[permission];
  return row.takesTwo === true;
}

/** What of an actor a verdict looks at. */
type Asking = Pick<Actor, "kind" | "via" | "scopes" | "minterId"> & Partial<Pick<Actor, "id" | "readsUntil">>;

/** Deny by default. The same function enforces and answers `blockedBecause`. */
export function can(actor: Asking, rolesOnSubject: readonly SubjectRole[], permission: Permission): Verdict {
  const row: Row = permissions[permission];
  const reasons: Reason[] = [];
  if (actor.kind === "service" && row.takesTwo)
    reasons.push({
      code: "person_needed",
      message: `a service account cannot ${row.description}: a person must do it`,
    });
  else if (row.takesTwo && actor.minterId !== undefined && actor.minterId !== actor.id)
    reasons.push({
      code: "token_of_others_making",
      message: `somebody else made this token, so it cannot ${row.description}: sign in, or use a token that you made`,
    });
  else if (!hasScope(actor, permission)) reasons.push({ code: "scope_missing", message: scopeMissing(permission) });
  if (actor.readsUntil && row.effect === "write") reasons.push(onlyReads(actor.readsUntil));
  const isAllowed = actor.kind === "system" || rolesOnSubject.some((role) => row.roles.includes(role));
  if (!isAllowed) reasons.push(missingRole(row.roles, [row.description]));
  return allowedUnless("FORBIDDEN", reasons);
}

/** What a person may be to some subject without any grant: things are open to the organisation to see. */
const ungranted = ["anyone", "member", "self", "viewer"] as const;
/** Grants that never reach a subject of the kind. */
const tooNarrow: Partial<Record<SubjectKind, readonly GrantScope[]>> = {
  organisation: ["team", "model"],
  actor: ["team", "model"],
  team: ["model"],
  dataset: ["model"],
};
type Holder = Asking & {
  readonly grants: readonly Pick<GrantFact, "role" | "scope">[];
};

/** Whether somebody with these grants may do this on any subject at all: asked before a form is shown. */
export function mayAnywhere({ grants, ...actor }: Holder, permission: Permission): Verdict {
  const narrow = tooNarrow[permissions[permission].on] ?? [];
  const held = grants.filter(({ scope }) => !narrow.includes(scope)).map(({ role }) => role);
  return can(actor, [...ungranted, ...held], permission);
}

const scopeMissing = (permission: Permission) =>
  takesTwo(permission)
    ? `this token needs the scope ${permission} by name, because "*" does not include it`
    : `this token needs the scope ${permission}`;

/** Why somebody without one of these roles may not do these acts. */
export const missingRole = (allowed: readonly SubjectRole[], acts: readonly string[]): Reason => ({
  code: "role_missing",
  message: `${whoMay(allowed)} ${inList(acts, "and to")}`,
});
function whoMay(allowed: readonly SubjectRole[]): string {
  const given = allowed.filter((role) => (roles as readonly SubjectRole[]).includes(role));
  if (given.length > 0) return `you need the ${inList(given, "or")} role to`;
  return allowed.includes("self") ? "you need to own the account to" : "you may not";
}
