// How a transfer goes on while the server, or a proxy before it, is restarted.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHttp } from "../http.ts";
import { begin, createPiece, sendAndFinish } from "./send-bytes.ts";

/** More calls in a row than one call is made again. */
const away = 12;

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0)); // the pauses are as short as they can be
afterEach(() => vi.restoreAllMocks());

/** A server that is gone for so many calls from the first on that `isHit` names, and lost what came to it then. */
function restartedAt(isHit: (method: string, path: string) => boolean) {
  const calls: string[] = [];
  const keys = new Set<string | undefined>();
  let left: number | undefined;
  let received = 0;
  const http = createHttp({
    url: "http://registry",
    async fetch(url, init) {
      const { method = "GET" } = init;
      const { pathname } = new URL(url);
      calls.push(`${method} ${pathname}`);
      const headers = init.headers as Readonly<Record<string, string>>;
      if (pathname.endsWith("/uploads")) keys.add(headers["idempotency-key"]);
      if (isHit(method, pathname)) left ??= away;
      if (left !== undefined && left-- > 0) throw new TypeError("fetch failed");
      if (method === "PATCH") received += (await new Response(init.body).arrayBuffer()).byteLength;
      if (method === "POST") return Response.json({ id: "u" });
      return new Response(null, { headers: { "upload-offset": String(received) } });
    },
  });
  return { http, calls, keys, received: () => received };
}

const source = {
  sizeBytes: 10,
  async *read(start: number, end: number) {
    yield await Promise.resolve(new Uint8Array(end - start));
  },
  moveTo: () => undefined,
  onWire: () => undefined,
};

it("goes on through a restart of the server, in which more calls fail than one call is made again", async () => {
  const { http, calls, received } = restartedAt((method) => method === "PATCH");
  await sendAndFinish({ http, source, piece: createPiece(), signal: undefined }, { id: "u", offset: 0 });
  expect(received()).toBe(10);
  expect(calls.filter((call) => call.startsWith("HEAD"))).toHaveLength(away);
  expect(calls.at(-1)).toBe("POST /api/v1/uploads/u/finish");
});

it("begins the same upload once, however long the server was gone", async () => {
  const { http, calls, keys } = restartedAt((method) => method === "POST");
  expect(await begin({ http, signal: undefined }, "/api/v1/uploads", {})).toEqual({ id: "u" });
  expect(calls).toHaveLength(away + 1);
  expect(keys.size).toBe(1);
});
