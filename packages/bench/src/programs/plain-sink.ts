// Plain Node takes one file by PUT: write, SHA-256, fsync, and nothing else.
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { keepPlainly } from "../stage/plain-write.ts";
import { answer, told } from "../stage/told.ts";

export type PlainSink = { readonly folder: string };

const { folder } = await told<PlainSink>();
const server = createServer((request, response) => {
  const taken = async () => {
    const path = join(folder, "taken.bin");
    response.end(await keepPlainly(path, request));
    await rm(path);
  };
  taken().catch((error: unknown) => response.destroy(error as Error));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  answer({ url: `http://127.0.0.1:${port}` });
});
