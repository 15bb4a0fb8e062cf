// Reads one address with a number of readers at once, and counts what comes. Holds it against the digest when one is given.
import { createHash } from "node:crypto";
import { get, type IncomingMessage } from "node:http";
import { answer, told } from "../stage/told.ts";

export type Read = {
  readonly urls: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly sizeBytes: number;
  readonly sha256?: string;
};
export type Taken = { readonly ms: number };

const { urls, headers, sizeBytes, sha256 } = await told<Read>();
const startedAt = performance.now();
await Promise.all(urls.map(read));
answer({ ms: performance.now() - startedAt } satisfies Taken);

async function read(url: string): Promise<void> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).once("error", reject);
  });
  const hash = sha256 === undefined ? undefined : createHash("sha256");
  let taken = 0;
  response.on("data", (bytes: Buffer) => {
    taken += bytes.length;
    hash?.update(bytes);
  });
  await new Promise<void>((resolve, reject) => response.once("end", resolve).once("error", reject));
  if (response.statusCode !== 200 || taken !== sizeBytes)
    throw new Error(`${taken} of ${sizeBytes} bytes came with ${response.statusCode}`);
  if (hash && hash.digest("hex") !== sha256) throw new Error("other bytes came");
}
