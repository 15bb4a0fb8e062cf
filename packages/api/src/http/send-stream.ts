// Sends bytes of the store straight into the connection: a web stream in between takes a quarter of the speed.
import { pipeline, Readable } from "node:stream";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Ctx } from "./request.ts";

/** By which the listener of @hono/node-server knows that nothing is left to send. */
const alreadySent = "x-hono-already-sent";

type Head = { readonly status: ContentfulStatusCode; readonly headers: Readonly<Record<string, string>> };

/** Ends the connection in mid-body where the stream fails: the length that was announced shows that bytes are missing. */
export function sendStream(c: Ctx, stream: Readable, { status, headers }: Head): Response {
  const outgoing = c.env?.outgoing;
  if (!outgoing) return c.body(Readable.toWeb(stream) as ReadableStream<Uint8Array>, status, headers);
  const { log } = c.get("deps").house;
  outgoing.writeHead(status, headers);
  pipeline(stream, outgoing, (error) => {
    if (error && error.code !== "ERR_STREAM_PREMATURE_CLOSE")
      log.error({ requestId: c.get("requestId"), err: error }, "an answer was cut off: its bytes could not be read");
  });
  // Node's own: the bundle's lighter Response is sent without a look at this header.
  return new globalThis.Response(null, { status, headers: { [alreadySent]: "true" } });
}
