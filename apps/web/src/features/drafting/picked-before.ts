// Files picked before their draft had a number: handed from the page that begins it to the page that sends them.
import type { NewFile } from "#features/uploads/upload-file.ts";

const waiting = new Map<string, readonly NewFile[]>();

export const leaveFiles = (versionId: string, files: readonly NewFile[]): void => void waiting.set(versionId, files);

/** Once: whoever takes them sends them. */
export function takeFiles(versionId: string): readonly NewFile[] {
  const files = waiting.get(versionId) ?? [];
  waiting.delete(versionId);
  return files;
}
