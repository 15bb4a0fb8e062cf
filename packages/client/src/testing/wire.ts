// A wire between client and server that counts the bytes each sends, and can be cut.
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type Wire = {
  readonly url: string;
  /** Bytes the clients have sent, heads and all; bytes the server has answered. */
  sentBytes(): number;
  receivedBytes(): number;
  /** Cuts every connection once so many more bytes were sent, or received. Once; the next connections hold. */
  cutAfterSent(bytes: number): void;
  cutAfterReceived(bytes: number): void;
  connectTo(port: number): void;
  close(): Promise<void>;
};
type Counter = { bytes: number; cutAt: number };

export async function openWire(): Promise<Wire> {
  const sockets = new Set<Socket>();
  const sent: Counter = { bytes: 0, cutAt: Infinity };
  const received: Counter = { bytes: 0, cutAt: Infinity };
  let target = 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const pass = (from: Socket, to: Socket, counter: Counter) => {
    sockets.add(from);
    from.on("error", () => undefined);
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on("data", (bytes: Buffer) => {
      counter.bytes += bytes.length;
      if (counter.bytes >= counter.cutAt) {
        counter.cutAt = Infinity;
        return cut();
      }
      if (!to.write(bytes)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
    });
  };
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    pass(client, upstream, sent);
    pass(upstream, client, received);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sentBytes: () => sent.bytes,
    receivedBytes: () => received.bytes,
    cutAfterSent: (bytes) => void (sent.cutAt = sent.bytes + bytes),
    cutAfterReceived: (bytes) => void (received.cutAt = received.bytes + bytes),
    connectTo: (port) => void (target = port),
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
