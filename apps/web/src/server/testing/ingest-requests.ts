// What a browser asks of the ingest, request by request, so that a test can bend each of them.
import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import type { Actor } from "@chancery/core";
import { createVersion, getVersion } from "@chancery/services";
import type { Wire } from "./serve-wire.ts";
import { multipartType, partAround, uploadThingAs, type AskedInput } from "./uploadthing-client.ts";

export const shaOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
export const draftOf = async ({ house, world, ada }: Wire, by: Actor = ada) =>
  (await createVersion(house, world.call(by), { model: "speech/vad" })).id;
export const filesOf = async ({ house, world, ada }: Wire, versionId: string) =>
  (await getVersion(house, world.call(ada), { versionId })).files;
export const fileOf = (bytes: Uint8Array, name = "file.bin") =>
  new File([bytes as BlobPart], name, { lastModified: 1 });

type Address = { readonly url: string; readonly key: string; readonly customId: string | null };
type AskedFor = { readonly sizeBytes: number; readonly input: AskedInput };
/** Asks for addresses as UploadThing's client does. */
export async function ask(wire: Wire, asked: readonly AskedFor[], by: Actor = wire.ada) {
  const answer = await uploadThingAs(wire, by).fetch("/api/uploadthing?actionType=upload&slug=file", {
    method: "POST",
    headers: { "content-type": "application/json", "x-chancery-csrf": "1" },
    body: JSON.stringify({
      input: asked.map(({ input }) => input),
      files: asked.map(({ sizeBytes }) => ({ name: "x", size: sizeBytes, type: "text/plain", lastModified: 1 })),
    }),
  });
  const body = (await answer.json()) as unknown;
  return { status: answer.status, body, addresses: body as readonly (Address & { refusal?: Refusal })[] };
}
export type Refusal = {
  readonly code: string;
  readonly reasons: readonly { readonly code: string }[];
  readonly error?: string;
};

export async function addressFor(wire: Wire, bytes: Uint8Array, { path = "model.onnx", by = wire.ada } = {}) {
  const versionId = await draftOf(wire, by);
  const asked = await ask(wire, [{ sizeBytes: bytes.length, input: { versionId, path, sha256: shaOf(bytes) } }], by);
  return { versionId, address: asked.addresses[0]! };
}

export type Put = {
  readonly url: string;
  readonly by?: Actor;
  readonly method?: string;
  readonly from?: number | string;
  readonly body: Uint8Array;
  readonly headers?: Record<string, string | undefined>;
};
export function put(wire: Wire, { url, by = wire.ada, method = "PUT", from = 0, body, headers = {} }: Put) {
  const all = {
    host: new URL(wire.publicUrl).host,
    cookie: wire.cookieOf(by),
    origin: wire.publicUrl,
    "x-uploadthing-version": "7.7.4",
    range: `bytes=${from}-`,
    "content-type": multipartType,
    "content-length": String(body.length),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  return new Promise<{ status: number; reason: string | undefined; body: unknown; rangeStart: unknown }>(
    (resolve, reject) => {
      const asked = httpRequest({ host: "127.0.0.1", port: wire.port, method, path: url, headers: sent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const body = (text ? JSON.parse(text) : {}) as Partial<Refusal>;
          resolve({
            status: answer.statusCode ?? 0,
            reason: body.reasons?.[0]?.code,
            body,
            rangeStart: answer.headers["x-ut-range-start"],
          });
        });
      });
      asked.on("error", reject);
      asked.end(method === "HEAD" ? undefined : body);
    },
  );
}
export const formOf = (bytes: Uint8Array, name?: string) => {
  const [head, tail] = partAround("blob", name);
  return Buffer.concat([head, bytes, tail]);
};
export const rangeStartOf = async (wire: Wire, url: string) =>
  Number((await put(wire, { url, method: "HEAD", body: Buffer.alloc(0) })).rangeStart);

type Cut = {
  readonly bytes: Uint8Array;
  readonly from?: number;
  readonly send: number;
};
/** Sends that much of what is missing, then closes the connection. */
export async function cutPut(wire: Wire, url: string, { bytes, from = 0, send }: Cut): Promise<void> {
  const form = formOf(bytes.subarray(from));
  const [head] = partAround("blob");
  const socket = connect(wire.port, "127.0.0.1");
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const lines = [
    `PUT ${url} HTTP/1.1`,
    `Host: ${new URL(wire.publicUrl).host}`,
    `Cookie: ${wire.cookieOf(wire.ada)}`,
    `Origin: ${wire.publicUrl}`,
    "X-Uploadthing-Version: 7.7.4",
    `Range: bytes=${from}-`,
    `Content-Type: ${multipartType}`,
    `Content-Length: ${form.length}`,
  ];
  socket.resume();
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  socket.end(form.subarray(0, head.length + send));
  await closed;
}
