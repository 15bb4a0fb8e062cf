// Hands out the script of the thread that computes digests in a browser. Pages may not compile WebAssembly; this script
// may, by a policy of its own, and it can load and ask nothing.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";

const policy = "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'";

export async function hashWorker(file: string): Promise<RequestListener> {
  const script = await readFile(file);
  const etag = `"${createHash("sha256").update(script).digest("base64url")}"`;
  return ({ headers, method }, response) => {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Cache-Control", "public, no-cache"); // asked for each time, sent when it changed
    response.setHeader("ETag", etag);
    if (headers["if-none-match"] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { "Content-Type": "text/javascript; charset=utf-8", "Content-Length": script.length });
    response.end(method === "HEAD" ? undefined : script);
  };
}
