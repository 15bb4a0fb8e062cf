// An upload has one writer at a time.
import { uploadBusy } from "./refusals.ts";

/** Runs holding the lock of this upload; refused while somebody else does. */
export async function exclusively<T>(busy: Set<string>, id: string, run: () => Promise<T> | T): Promise<T> {
  if (busy.has(id)) throw uploadBusy();
  busy.add(id);
  try {
    return await run();
  } finally {
    busy.delete(id);
  }
}
