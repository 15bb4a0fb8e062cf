// Plain Node takes one file by PUT: write, SHA-256, fsync, and nothing else.
import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { answer, told } from "../stage/told.ts";

export type PlainSink = { readonly folder: string };

const { folder } = await told<PlainSink>();
const server = createServer((request, response) => {
  const taken = async () => {
    const path = join(folder, "taken.bin");
    const file = await open(path, "w");
    const hash = createHash("sha256");
    for await (const piece of request as AsyncIterable<Uint8Array>) {
      hash.update(piece);
      await file.write(piece);
    }
    await file.sync();
    await file.close();
    response.end(hash.digest("hex"));
    await rm(path);
  };
  taken().catch((error: unknown) => response.destroy(error as Error));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  answer({ url: `http://127.0.0.1:${port}` });
});
