// Why the server does not offer acts on a thing.
import type { Reason } from "@chancery/core";

type Blockable = {
  readonly blockedBecause: readonly { readonly action: string; readonly reasons: readonly Reason[] }[];
};

/** The reasons why these actions stand among the blocked ones; empty when all are available. */
export const reasonsFor = ({ blockedBecause }: Blockable, ...actions: readonly string[]): readonly Reason[] =>
  blockedBecause.filter(({ action }) => actions.includes(action)).flatMap(({ reasons }) => reasons);
