// Every table once, for both engines.
import type { Kit } from "../kit.ts";
import { defineAudit } from "./audit.ts";
import { defineCatalog } from "./catalog.ts";
import { defineHouse } from "./house.ts";
import { defineIdentity } from "./identity.ts";
import { definePromotion } from "./promotion.ts";
import { defineVersion } from "./version.ts";

export const defineSchema = (kit: Kit) => ({
  ...defineIdentity(kit),
  ...defineCatalog(kit),
  ...defineVersion(kit),
  ...definePromotion(kit),
  ...defineHouse(kit),
  ...defineAudit(kit),
});
/** The tables as queries see them, whichever engine runs them. */
export type Tables = ReturnType<typeof defineSchema>;
