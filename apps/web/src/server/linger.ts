// What becomes of a connection whose request was answered before its body had come: nobody reads it to its end.
import type { IncomingMessage, ServerResponse } from "node:http";

/** What is still read, for those who look for the answer only once they have sent what they have. */
const mostBytes = 1024 * 1024;
/** How long the answer may take to be read. Cut at once, unread bytes would reset the connection, and the answer be lost with it. */
const lingerMs = 1_000;

/**
 * Once the answer is out, our side of the connection is closed and at most a megabyte more is read; a second later, or when
 * the other side closes, it is gone. A body that has come whole changes nothing.
 */
export function stopReadingOnceAnswered(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request; // a request whose connection is gone has none any more
  // Before Node's own listener, which would read on without a bound, or cut at once.
  response.prependOnceListener("finish", () => {
    if (request.complete || socket.destroyed) return;
    let read = 0;
    socket.destroySoon = () => void socket.end();
    request.on("data", (bytes: Buffer) => {
      read += bytes.length;
      if (read <= mostBytes) return;
      request.pause(); // else it would wake the socket for more
      socket.pause();
    });
    request.on("error", () => undefined); // cut off in the middle of its body, as it is meant to be
    request.read(0); // takes the body up, so that Node does not
    request.resume();
    socket.end();
    const cut = setTimeout(() => socket.destroy(), lingerMs);
    request.once("end", () => socket.destroySoon());
    socket.once("close", () => clearTimeout(cut));
  });
}
