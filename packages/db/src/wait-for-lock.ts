// How SQLite's lock is waited for: by asking again, so that this process serves others meanwhile.
const everyMs = 1;

/**
 * Tries again while another process holds the lock, and throws SQLITE_BUSY once `limitMs` have passed.
 * busy_timeout would sleep the whole thread instead. The lock knows no queue: who asks seldom finds it taken by who
 * asks often, so the pause never grows.
 */
export async function waitForLock<T>(attempt: () => T, limitMs: number): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedAt > limitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

/** Also while another process mends what a killed one left behind: SQLITE_BUSY_RECOVERY. */
export const isBusy = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY");
