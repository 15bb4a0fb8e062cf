// chancery.lock.json: references pinned to what they resolved to, so that a build next year gets the bytes of today.
import { readFile, rename, writeFile } from "node:fs/promises";
import type { CallOptions, Client, Resolution } from "../index.ts";
import { fileError } from "./local-file.ts";

export const lockFileName = "chancery.lock.json";
export type Pin = Pick<Resolution, "versionId" | "number" | "manifestDigest" | "resolvedAt">;
export type LockFile = { readonly lockfileVersion: 1; readonly pins: Readonly<Record<string, Pin>> };

/** The pins of a lock file; none when there is no such file. Throws LOCAL_FILE for one that is malformed. */
export async function readLock(file: string = lockFileName): Promise<LockFile> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw fileError("unreadable", `${file} cannot be read: ${error.message}`, error);
  });
  if (text === undefined) return { lockfileVersion: 1, pins: {} };
  const lock = parse(text);
  if (lock?.lockfileVersion !== 1 || !Object.values(lock.pins ?? {}).every(isPin))
    throw fileError(
      "lock_malformed",
      `${file} is not a lock file this client can read: restore it from version control`,
    );
  return { lockfileVersion: 1, pins: lock.pins ?? {} };
}

/** Resolves `reference` now (or takes the `resolution` just made) and writes it to the lock file, replacing its older pin. */
export async function pin(
  client: Client,
  request: { readonly reference: string; readonly file?: string; readonly resolution?: Resolution },
  options?: CallOptions,
): Promise<Pin> {
  const file = request.file ?? lockFileName;
  const { versionId, number, manifestDigest, resolvedAt } =
    request.resolution ?? (await client.resolve(request.reference, options));
  const pinned = { versionId, number, manifestDigest, resolvedAt };
  const { pins } = await readLock(file);
  const sorted = Object.entries({ ...pins, [request.reference]: pinned }).sort(([a], [b]) => (a < b ? -1 : 1));
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, `${JSON.stringify({ lockfileVersion: 1, pins: Object.fromEntries(sorted) }, null, 2)}\n`);
  await rename(draft, file);
  return pinned;
}

/** What the lock file says; asks no server. Throws LOCAL_FILE when the reference is not pinned. */
export async function resolvePinned(request: { readonly reference: string; readonly file?: string }): Promise<Pin> {
  const { pins } = await readLock(request.file);
  const pinned = Object.hasOwn(pins, request.reference) ? pins[request.reference] : undefined;
  if (pinned) return pinned;
  throw fileError("not_pinned", `${request.reference} is not pinned in ${request.file ?? lockFileName}: pin it first`);
}

function parse(text: string): Partial<LockFile> | undefined {
  try {
    return JSON.parse(text) as Partial<LockFile>;
  } catch {
    return undefined;
  }
}

const isPin = (value: Partial<Pin> | null) =>
  typeof value?.versionId === "string" &&
  typeof value.number === "number" &&
  /^[0-9a-f]{64}$/.test(value.manifestDigest ?? "");
