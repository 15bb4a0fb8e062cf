// Tokens that end because something else did, as acts it caused.
import type { EndedToken } from "@chancery/db";
import type { Caused } from "../command.ts";

/** One act for each, about its holder. */
export const revocationsOf = (ended: readonly EndedToken[]): readonly Caused<"token.revoked@1">[] =>
  ended.map((token) => ({
    kind: "token.revoked@1" as const,
    about: { kind: "actor", id: token.holderId },
    data: { ...token },
  }));
