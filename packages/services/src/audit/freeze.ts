// A log that is not intact takes no further entry: the house is frozen, everybody who acts is told why, and it is alarmed once.
import { ChanceryError, type Reason } from "@chancery/core";
import type { House } from "../house.ts";

/** What an operator can do about any of these reasons. */
const wayBack =
  "Nothing will be written. Put the right database back, or restore a backup into a new data folder; `npm run fsck` names the first bad entry";

/** Freezes the house for this reason; the answer is what whoever wanted to write is told. */
export function freeze(house: House, reason: Reason): ChanceryError {
  house.freeze.because = reason;
  house.log.error({ reason, wayBack }, "the audit log is not intact: nothing will be written");
  return frozen(reason);
}

export const frozen = (reason: Reason): ChanceryError =>
  new ChanceryError("UNAVAILABLE", reason.message, { reasons: [reason] });
