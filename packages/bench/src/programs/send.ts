// Sends files into a draft through upload sessions, all at once: begin, one PATCH, finish. The bytes are made before the clock starts.
import { once } from "node:events";
import { request } from "node:http";
import { digestOf, piecesOf } from "../stage/bytes.ts";
import { answer, told } from "../stage/told.ts";

export type Send = {
  readonly url: string;
  readonly token: string;
  readonly versionId: string;
  /** One file each; the path is the seed of its bytes. */
  readonly paths: readonly string[];
  readonly sizeBytes: number;
};
export type Sent = { readonly ms: number };

const { url, token, versionId, paths, sizeBytes } = await told<Send>();
const authorization = `Bearer ${token}`;
const files = paths.map((path) => {
  const pieces = piecesOf(path, sizeBytes);
  return { path, pieces, sha256: digestOf(pieces) };
});
const startedAt = performance.now();
await Promise.all(files.map(send));
answer({ ms: performance.now() - startedAt } satisfies Sent);

async function send({ path, pieces, sha256 }: (typeof files)[number]): Promise<void> {
  const { id, state } = await post("/api/v1/uploads", { versionId, path, sizeBytes, sha256 });
  if (state !== "receiving") throw new Error(`${path} was there before`);
  await append(id, pieces);
  const finished = await post(`/api/v1/uploads/${id}/finish`, {});
  if (finished.state !== "committed") throw new Error(`${path} is ${finished.state}`);
}

async function post(path: string, body: object): Promise<{ readonly id: string; readonly state: string }> {
  const headers = { authorization, "content-type": "application/json" };
  const answered = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answered.ok) throw new Error(`${path} was answered ${answered.status}: ${await answered.text()}`);
  return (await answered.json()) as { readonly id: string; readonly state: string };
}

async function append(id: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const headers = { authorization, "upload-offset": "0", "content-length": sizeBytes };
  const sending = request(`${url}/api/v1/uploads/${id}`, { method: "PATCH", headers, agent: false });
  const answered = once(sending, "response");
  for (const piece of pieces) if (!sending.write(piece)) await once(sending, "drain");
  sending.end();
  const [response] = (await answered) as [{ readonly statusCode: number; resume(): void }];
  response.resume();
  if (response.statusCode !== 204) throw new Error(`the bytes were answered ${response.statusCode}`);
}
