// Accounts as the API answers them.
import type { ShownReset, Unvouched } from "./account-holder.ts";
import type { ErasureBasis } from "./audit/erasure.ts";
import type { OwnerDisabledView } from "./orphaned.ts";
import type { Named } from "./results.ts";

export type ErasureView = {
  readonly state: "asked" | "erased";
  readonly basis: ErasureBasis;
  readonly askedBy: Named;
  readonly askedAt: string;
  /** The entry that says so; null in the answer to the act itself, which is not written yet. */
  readonly entry: number | null;
};
export type ActorView = {
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
export type ListedActor = ActorView & {
  /** Of a service account whose owner is disabled; null of every other. */
  readonly ownerDisabled: OwnerDisabledView | null;
};
