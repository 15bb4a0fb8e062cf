// A filter that names a thing which is not there says so: an empty list would say that the thing is there and holds nothing.
import { reasonsInWords, ChanceryError, type Reason } from "@chancery/core";

type Named = {
  /** The filter, as it is given. */
  readonly filter: string;
  readonly value: string | undefined;
  /** What it names: `team`. */
  readonly what: string;
  exists(value: string): Promise<boolean>;
};

/**
 * Asked where nothing was found, so a list that finds something costs no more. INVALID_INPUT names every filter whose thing
 * does not exist; one that is hidden from the reader has to be answered alike.
 */
export async function refuseUnknown(...named: readonly Named[]): Promise<void> {
  const reasons: Reason[] = [];
  for (const { filter, value, what, exists } of named)
    if (value !== undefined && !(await exists(value)))
      reasons.push({
        code: "filter_unknown",
        message: `“${filter}” is “${value}”: there is no such ${what}, or you may not see it`,
      });
  if (reasons.length > 0) throw new ChanceryError("INVALID_INPUT", reasonsInWords(reasons), { reasons });
}
