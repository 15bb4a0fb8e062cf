// A role as the API answers with it: who holds it where, from when to when, and who gave and confirmed it. As in `results.ts`.
import type { Beginning } from "./appointment.ts";
import type { Named } from "./results.ts";
import type { GrantScope, Role } from "./roles.ts";

export type GrantView = {
  readonly id: string;
  readonly holder: Named & { readonly kind: "person" | "service" | "group" };
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
