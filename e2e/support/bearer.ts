// A program with an API token: tRPC and /api/v1 over plain requests, each made once, so that what was answered is known.
import { randomUUID } from "node:crypto";
import { Refused } from "./http.ts";

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };
export type Sent = {
  readonly method?: "GET" | "HEAD" | "POST" | "PATCH";
  readonly json?: object;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Bearer = {
  readonly url: string;
  /** What each request carries. */
  readonly headers: { readonly authorization: string };
  query<T>(path: string, input?: object): Promise<T>;
  mutate<T>(path: string, input: object, options?: { readonly idempotencyKey?: string }): Promise<T>;
  /** Any answer; throws only where none came. */
  send(path: string, sent?: Sent): Promise<Answer>;
  /** An answer of 2xx; throws Refused for any other. */
  ok(path: string, sent?: Sent): Promise<Answer>;
  /** The same token at another address. */
  at(url: string): Bearer;
};

/** `onSend` is told of each request as it leaves. */
export function bearerAt(url: string, token: string, onSend: () => void = () => undefined): Bearer {
  const credentials = { authorization: `Bearer ${token}` };
  const send = async (path: string, { method = "GET", json, bytes, headers }: Sent = {}): Promise<Answer> => {
    const body = json ? JSON.stringify(json) : bytes;
    onSend();
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...credentials,
        ...(method === "POST" && { "idempotency-key": randomUUID() }),
        ...(json && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const isJson = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
    const read = Buffer.from(await answer.arrayBuffer());
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? (JSON.parse(read.toString("utf8")) as unknown) : read,
    };
  };
  const ok = async (path: string, sent?: Sent): Promise<Answer> => {
    const answer = await send(path, sent);
    if (answer.status >= 300) throw new Refused(path, answer.status, answer.body);
    return answer;
  };
  const dataOf = <T>({ body }: Answer) => (body as { readonly result: { readonly data: T } }).result.data;
  return {
    url,
    headers: credentials,
    send,
    ok,
    query: async (path, input = {}) =>
      dataOf(await ok(`/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`)),
    mutate: async (path, input, { idempotencyKey = randomUUID() } = {}) =>
      dataOf(
        await ok(`/api/trpc/${path}`, { method: "POST", json: input, headers: { "idempotency-key": idempotencyKey } }),
      ),
    at: (other) => bearerAt(other, token, onSend),
  };
}
