// A proxy before the server that counts the bytes of uploads and can cut them off in the middle.
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type CountingProxy = {
  readonly url: string;
  /** Bytes of upload bodies that were passed on. */
  sent(): number;
  /** Cuts the connection once that many more bytes have gone through. Once. */
  cutAfter(bytes: number): void;
  close(): Promise<void>;
};

/** Forwards to `target`, under the target's own host name. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const state = { sent: 0, cutAt: Infinity };
  const server = createServer((incoming, outgoing) => forward(target, state, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => state.sent,
    cutAfter: (bytes) => void (state.cutAt = state.sent + bytes),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(
  target: string,
  state: { sent: number; cutAt: number },
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const { host } = new URL(target);
  const onward = request(
    target + (incoming.url ?? "/"),
    { method: incoming.method, headers: { ...incoming.headers, host } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  onward.on("error", () => outgoing.destroy());
  incoming.on("error", () => onward.destroy());
  incoming.on("data", (bytes: Buffer) => {
    if (incoming.method === "PATCH") state.sent += bytes.length;
    if (state.sent < state.cutAt) return;
    state.cutAt = Infinity;
    incoming.destroy();
    onward.destroy();
  });
  incoming.pipe(onward);
}
