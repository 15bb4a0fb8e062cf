// Editable rows carry a revision; an edit names the one it was based on.
import { refuse, type ChanceryError } from "@chancery/core";

/** CONFLICT with the current revision in its facts. */
export const staleRevision = (current: number): ChanceryError =>
  refuse("CONFLICT", "revision_stale", `somebody changed this meanwhile (revision ${current}): reload it, then edit`, {
    revision: current,
  });
