// Plain Node sends one file: `pipeline` from the disk to the socket in reads of 1 MiB, and nothing else.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import { answer, told } from "../stage/told.ts";

export type PlainFile = { readonly path: string; readonly sizeBytes: number };

const { path, sizeBytes } = await told<PlainFile>();
const server = createServer((_request, response) => {
  response.writeHead(200, { "content-length": sizeBytes, "content-type": "application/octet-stream" });
  pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), response, () => undefined);
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  answer({ url: `http://127.0.0.1:${port}` });
});
