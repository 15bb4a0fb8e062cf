// Somebody who tries what may be refused.
import { isChanceryError } from "@chancery/core";

/** What came of it, or nothing where it was refused: whoever tries goes on with what they have. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isChanceryError(error)) throw error;
    return undefined;
  }
}
