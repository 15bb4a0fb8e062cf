// Files picked before their draft had a number: handed from the page that begins it to the page that sends them.
import type { Picked } from "#features/uploads/upload-file.ts";

const waiting = new Map<string, Picked>();

export const leaveFiles = (versionId: string, picked: Picked): void => void waiting.set(versionId, picked);

/** Once: whoever takes them sends them. */
export function takeFiles(versionId: string): Picked | undefined {
  const picked = waiting.get(versionId);
  waiting.delete(versionId);
  return picked;
}
