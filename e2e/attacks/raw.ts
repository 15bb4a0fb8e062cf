// Requests exactly as written: neither paths nor headers are tidied up on the way, as fetch would.
import { request, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";

export type Sent = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};
export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

/** Resolves with what was answered; status 0 when the connection was closed without an answer. */
export function send(url: string, { path, method = "GET", headers = {}, body }: Sent): Promise<Answer> {
  const { hostname, port, host } = new URL(url);
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    const asked = request(
      { hostname, port, path, method, headers: { host, ...length, ...headers }, agent: false, timeout: 30_000 },
      (response) => {
        const pieces: Buffer[] = [];
        const end = () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces).toString("utf8"),
          });
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.once("end", end);
        response.once("error", end);
      },
    );
    asked.once("timeout", () => asked.destroy());
    asked.once("error", () => resolve({ status: 0, headers: {}, body: "" }));
    asked.end(body);
  });
}

/** Bytes over a socket of their own; resolves with all that comes back once the server closes, or has been quiet for two seconds. */
export function sendBytes(
  url: string,
  bytes: string,
): Promise<{ readonly answer: string; readonly isClosed: boolean }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    const done = (isClosed: boolean) => {
      socket.destroy();
      resolve({ answer, isClosed });
    };
    socket.setTimeout(2_000, () => done(false));
    socket.on("data", (piece) => (answer += piece.toString("latin1")));
    socket.on("error", () => done(true));
    socket.once("end", () => done(true));
    socket.once("connect", () => socket.write(bytes, "latin1"));
  });
}
