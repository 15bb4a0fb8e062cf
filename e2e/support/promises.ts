// Holds a ledger of answers against a running registry: what was promised is there, and what is there has the bytes it says.
import { createHash } from "node:crypto";
import { expect } from "@playwright/test";
import type { Bearer } from "./bearer.ts";
import { model, type Ledger, type PushedFile } from "./remembered-load.ts";

type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
type Version = { readonly id: string; readonly state: string; readonly manifestDigest: string | null };
/** How much of each list was checked before: the rest is new. */
export type Checked = { finished: number; sealed: number; votes: number };

/** Fails for anything that was answered with success and is not there now, as it was answered. */
export async function expectKept(maker: Bearer, ledger: Ledger, from: Checked): Promise<Checked> {
  for (const { versionId, files } of ledger.finished.slice(from.finished)) {
    const { items } = await maker.query<Page<PushedFile>>("versions.files", { versionId });
    expect(items, `the files finished into ${versionId}`).toEqual(files);
  }
  for (const { versionId, manifestDigest } of ledger.sealed.slice(from.sealed))
    expect(await maker.query<Version>("versions.get", { versionId })).toMatchObject({
      state: "sealed",
      manifestDigest,
    });
  for (const { number } of ledger.votes.slice(from.votes))
    expect(await maker.query("promotions.get", { number })).toMatchObject({
      state: "executed",
      votes: [{ decision: "approve" }],
    });
  return { finished: ledger.finished.length, sealed: ledger.sealed.length, votes: ledger.votes.length };
}

/** Downloads every file of every version that is visible and not yet in `read`, and hashes it and the manifest. */
export async function expectTrueBytes(maker: Bearer, read: Set<string>): Promise<void> {
  for await (const version of versionsOf(maker)) {
    if (read.has(version.id)) return; // newest first: the rest was read before
    await expectTrueVersion(maker, version);
    if (version.state === "sealed") read.add(version.id);
  }
}

async function* versionsOf(maker: Bearer): AsyncGenerator<Version> {
  for (let after: string | undefined; ;) {
    const page = await maker.query<Page<Version>>("versions.list", { model, ...(after !== undefined && { after }) });
    yield* page.items;
    if (page.next === null) return;
    after = page.next;
  }
}

async function expectTrueVersion(maker: Bearer, { id, state, manifestDigest }: Version): Promise<void> {
  const { items } = await maker.query<Page<PushedFile>>("versions.files", { versionId: id });
  for (const { path, sha256, sizeBytes } of items) {
    const { body } = await maker.ok(`/api/v1/versions/${id}/files/${path}`);
    expect(sha256Of(body as Buffer), `${path} of version ${id}`).toBe(sha256);
    expect((body as Buffer).length).toBe(sizeBytes);
  }
  if (state !== "sealed") return;
  expect(items.length).toBeGreaterThan(0); // no version of this load is sealed without its files
  const manifest = await fetch(`${maker.url}/api/v1/versions/${id}/manifest`, { headers: maker.headers });
  expect(sha256Of(Buffer.from(await manifest.arrayBuffer()))).toBe(manifestDigest);
}

const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
