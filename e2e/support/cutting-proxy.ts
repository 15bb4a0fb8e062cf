// A plain TCP proxy before a server: it cuts connections in the middle, and lets a server be replaced behind one address.
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export type CuttingProxy = {
  readonly url: string;
  /** Where connections lead from now on. */
  leadTo(url: string): void;
  /** Cuts every connection once so many more bytes went up; resolves then. */
  cutAfter(bytes: number): Promise<void>;
  close(): Promise<void>;
};

export async function startCuttingProxy(): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let port = 0;
  let left = Infinity;
  let onCut: () => void = () => undefined;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const onward = connect(port, "127.0.0.1");
    for (const socket of [client, onward]) keep(socket);
    client.once("close", () => onward.destroy());
    onward.once("close", () => client.destroy());
    client.on("data", (bytes) => {
      left -= bytes.length;
      if (left > 0) return;
      left = Infinity;
      for (const socket of sockets) socket.resetAndDestroy();
      onCut();
    });
    client.pipe(onward);
    onward.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => void (port = Number(new URL(url).port)),
    cutAfter: (bytes) =>
      new Promise((resolve) => {
        [left, onCut] = [bytes, resolve];
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
