// The audit log streamed to a file or to stdout.
import { open, rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { resolve } from "node:path";
import { networkError } from "../http.ts";
import { piecesOf } from "../read-body.ts";
import { cancelled } from "../retry.ts";
import type { Cli } from "./cli.ts";
import { UsageError } from "./exit-code.ts";
import type { Session } from "./session.ts";

export type ExportFilter = {
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
  readonly kind?: string;
  readonly class?: string;
  readonly disclosures?: boolean;
};
export type Exported = { readonly lines: number; readonly sizeBytes: number };

/** At `out` stands afterwards the whole export, mode 0600, or what stood there before. */
export async function exportLog(
  cli: Cli,
  { client }: Session,
  options: ExportFilter & { readonly out?: string; readonly json?: boolean },
): Promise<Exported> {
  if (options.out === undefined && options.json)
    throw new UsageError("the export itself is NDJSON: with --json, add --out FILE");
  const query = queryOf(options);
  const response = await client.http.send(`/api/v1/audit/export${query}`, {
    signal: cli.signal,
    timeoutMs: 10 * 60_000,
  });
  const pieces = received(response, cli.signal);
  const { out } = options;
  if (out === undefined) {
    return copy(pieces, async (bytes) => {
      if (!cli.output.write(bytes)) await once(cli.output, "drain");
    });
  }
  const place = resolve(cli.cwd, out);
  const draft = `${place}.part`;
  const file = await open(draft, "w", 0o600);
  try {
    const exported = await copy(pieces, async (bytes) => void (await file.writeFile(bytes)));
    await file.sync();
    await file.close();
    await rename(draft, place);
    return exported;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

function queryOf({ disclosures, ...filter }: ExportFilter): string {
  const query = new URLSearchParams();
  for (const name of ["from", "to", "actor", "kind", "class"] as const)
    if (filter[name] !== undefined) query.set(name, filter[name]);
  if (disclosures) query.set("disclosures", "true");
  return query.size > 0 ? `?${query.toString()}` : "";
}

/** A cut connection is an error; a cut export would also fail to verify, for want of its checkpoint. */
async function copy(pieces: AsyncIterable<Uint8Array>, write: (bytes: Uint8Array) => Promise<void>): Promise<Exported> {
  let [lines, sizeBytes] = [0, 0];
  for await (const bytes of pieces) {
    sizeBytes += bytes.length;
    for (const byte of bytes) if (byte === 0x0a) lines += 1;
    await write(bytes);
  }
  return { lines, sizeBytes };
}

/** A fault of the file that it is written to is no fault of the connection, so only what reads is told as one. */
async function* received(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  try {
    yield* piecesOf(response, signal);
  } catch (error) {
    throw signal.aborted ? cancelled(signal) : networkError(error);
  }
}
