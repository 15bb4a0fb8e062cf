// Who answers for a model, or did, as readers see it.
import type { ModelOwnerView } from "@chancery/core";
import type { OwnerInterval } from "@chancery/db";

type Shown = Pick<OwnerInterval, "ownerId" | "from" | "to" | "setBy">;

export const ownerView = ({ ownerId, from, to, setBy }: Shown, names: ReadonlyMap<string, string>): ModelOwnerView => ({
  id: ownerId,
  name: names.get(ownerId) ?? ownerId,
  from: from.toISOString(),
  to: to?.toISOString() ?? null,
  setBy: names.get(setBy) ?? setBy,
});
