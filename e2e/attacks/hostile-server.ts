// A server that plays /api/v1 and lies: what `chancery pull` meets when the registry is in somebody else's hands.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
export const weights = "the weights";
export const entry = (lie: object = {}) => ({
  path: "model.bin",
  sizeBytes: weights.length,
  sha256: sha256(weights),
  ...lie,
});

export type Lie = {
  /** The files of the manifest. */
  readonly files?: unknown;
  /** The manifest as it is sent; its digest fits unless `digest` is given. */
  readonly manifest?: string;
  readonly digest?: string;
  /** What else the answer to a reference says. */
  readonly resolution?: object;
  /** Takes over a request where it answers true; `asked` counts those of the same path. */
  readonly answer?: Answering;
};
export type Answering = (given: Given) => boolean;
type Kind = "resolve" | "manifest" | "file" | "contents";
export type Given = {
  readonly kind: Kind;
  readonly response: ServerResponse;
  readonly asked: number;
  /** Another server, which should never hear of anybody. */
  readonly elsewhere: string;
};
export type Hostile = {
  readonly url: string;
  readonly sentBytes: () => number;
  readonly heardElsewhere: () => number;
  close(): Promise<void>;
};

/** Tells `lie` until it is closed. */
export async function hostile(lie: Lie): Promise<Hostile> {
  const { files = [entry()], manifest = JSON.stringify({ kind: "files", files }), digest = sha256(manifest) } = lie;
  const asked = new Map<string, number>();
  let heard = 0;
  const other = await listen((_request, response) => {
    heard += 1;
    response.end(weights);
  });
  const own = await listen((request, response) => {
    const kind = kindOf(request.url ?? "");
    asked.set(kind, (asked.get(kind) ?? 0) + 1);
    if (lie.answer?.({ kind, response, asked: asked.get(kind) ?? 0, elsewhere: other.url })) return;
    if (kind === "file") return void response.end(weights);
    if (kind === "contents") return void response.end(weights.repeat(Array.isArray(files) ? files.length : 1));
    if (kind === "manifest") return void response.end(manifest);
    const said = { versionId: "0198f3a0-0000-7000-8000-000000000000", number: 1, manifestDigest: digest };
    const named = { resolvedAt: "2026-11-25T03:00:00.000Z", team: "speech", name: "vad", state: "sealed" };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ...said, ...named, ...lie.resolution }));
  });
  return {
    url: own.url,
    sentBytes: own.sentBytes,
    heardElsewhere: () => heard,
    close: async () => void (await Promise.all([own.close(), other.close()])),
  };
}

const kindOf = (url: string): Kind => {
  if (url === "/api/v1/contents") return "contents";
  if (url.includes("/files/")) return "file";
  return url.includes("/manifest") ? "manifest" : "resolve";
};

/** Bytes until whoever asked hangs up. */
export function endlessly(response: ServerResponse): true {
  const piece = Buffer.alloc(256 * 1024, " ");
  const endless = async function* () {
    for (;;) yield await Promise.resolve(piece);
  };
  pipeline(endless, response).catch(() => undefined);
  return true;
}

async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  let sentBytes = 0;
  server.on("connection", (socket) => socket.once("close", () => (sentBytes += socket.bytesWritten)));
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, sentBytes: () => sentBytes, close };
}
