// Accounts as the API answers them, and what disabling one ends.
import { z } from "zod";
import { ErasureView } from "../erasure/view.ts";
import { Id, Time, Named, Reason, type View } from "../kernel/view.ts";
import { grantScopes, roles } from "../roles.ts";
import { OwnerDisabledView } from "../service-account/view.ts";

export const Unvouched = z
  .object({
    openedBy: z.array(z.string()),
    openedAt: Time,
    isVouchedAlone: z
      .boolean()
      .describe("Somebody did vouch, whose own account goes back to the same link: nobody independent."),
    blockedBecause: z.array(Reason),
  })
  .meta({
    id: "Unvouched",
    description:
      "By whom an account was opened, and when last, as shown; `blockedBecause` tells why the viewer may not vouch for its holder.",
  });
export type Unvouched = View<typeof Unvouched>;

export const PendingReset = z.object({ madeAt: Time, worksFrom: Time.nullable(), expiresAt: Time }).meta({
  id: "PendingReset",
  description: "A reset link that waits or works; `worksFrom` is null for one that never waited.",
});
export type PendingReset = View<typeof PendingReset>;

export const ShownReset = z
  .object({ ...PendingReset.shape, blockedBecause: z.array(Reason) })
  .meta({ id: "ShownReset" });
export type ShownReset = View<typeof ShownReset>;

export const ActorView = z
  .object({
    id: Id,
    kind: z.enum(["person", "service"]),
    name: z.string(),
    email: z.string().nullable(),
    owner: Named.nullable(),
    proposedOwner: Named.nullable().describe("Who is to own it, until they accept."),
    state: z.enum(["invited", "active", "disabled"]),
    createdAt: Time,
    revision: z.int(),
    erasure: ErasureView.nullable().describe(
      "Of what tells who this person is: asked for and not confirmed yet, or done.",
    ),
    unvouched: Unvouched.nullable(),
    reset: ShownReset.nullable().describe("A reset link that waits or works, shown to who may confirm or cancel one."),
  })
  .meta({ id: "Actor" });
export type ActorView = View<typeof ActorView>;

export const ListedActor = z
  .object({
    ...ActorView.shape,
    ownerDisabled: OwnerDisabledView.nullable().describe(
      "Of a service account whose owner is disabled; null of every other.",
    ),
  })
  .meta({ id: "ListedActor" });
export type ListedActor = View<typeof ListedActor>;

export const Belongings = z
  .object({
    serviceAccounts: z.array(z.object({ id: Id, name: z.string() })).describe("The service accounts they own."),
    models: z.array(z.object({ team: z.string(), name: z.string() })).describe("The models they answer for."),
    requests: z
      .array(
        z.object({ number: z.int(), team: z.string(), name: z.string(), versionNumber: z.int(), stage: z.string() }),
      )
      .describe("The open promotions they, or a service account they answered for, asked for."),
    soleRoles: z
      .array(z.object({ role: z.enum(roles), scope: z.enum(grantScopes), scopeId: z.string(), scopeName: z.string() }))
      .describe("Roles that nobody else holds there."),
  })
  .meta({ id: "Belongings", description: "What a person answers for, to be handed over when they go." });
export type Belongings = View<typeof Belongings>;

export const DisablingEnds = z
  .object({
    ...Belongings.shape,
    sessions: z.int(),
    tokens: z.array(z.string()).describe("Its API tokens, and those made with them, by name."),
  })
  .meta({
    id: "DisablingEnds",
    description: "What disabling an account ends, or has ended, and what is to be handed over.",
  });
export type DisablingEnds = View<typeof DisablingEnds>;
