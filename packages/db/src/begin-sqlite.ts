// Begins a SQLite transaction, waiting for other processes without blocking this one.
import type Database from "better-sqlite3";

/**
 * Tries again while another process holds the lock, and throws SQLITE_BUSY once `limitMs` have passed.
 * busy_timeout would sleep the whole thread instead.
 */
export async function begin(
  writer: Database.Database,
  { mode, limitMs }: { readonly mode: "IMMEDIATE" | "EXCLUSIVE"; readonly limitMs: number },
): Promise<void> {
  for (let waitedMs = 0, stepMs = 1; ; waitedMs += stepMs, stepMs = Math.min(stepMs * 2, 50)) {
    try {
      writer.exec(`BEGIN ${mode}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "SQLITE_BUSY" || waitedMs > limitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
  }
}
