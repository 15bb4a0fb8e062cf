// Which address asked: the socket's own, or what the proxies an operator trusts say about it.
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

export type AddressOf = (request: IncomingMessage) => string | undefined;

/**
 * Reads X-Forwarded-For from its end for as long as what stands there was written by a trusted proxy; `trusted` holds
 * addresses and networks (`10.0.0.0/8`). Without any, whatever a client forwards is ignored. Throws for anything else.
 */
export function addressReader(trusted: readonly string[] = []): AddressOf {
  const proxies = new BlockList();
  for (const network of trusted) trust(proxies, network);
  const isTrusted = (address: string) =>
    trusted.length > 0 && proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? "");
    if (address === "") return undefined;
    const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
    while (isTrusted(address) && forwarded.length > 0) {
      const before = plain(forwarded.pop()?.trim() ?? "");
      if (isIP(before) === 0) return address;
      address = before;
    }
    return address;
  };
}

function trust(proxies: BlockList, network: string): void {
  const [address = "", prefix, ...rest] = network.split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  const longest = family === "ipv6" ? 128 : 32;
  const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (isIP(address) === 0 || rest.length > 0 || bits < 0 || bits > longest)
    throw new RangeError(`${network} is neither an address nor a network such as 10.0.0.0/8`);
  proxies.addSubnet(address, bits, family);
}

/** An IPv4 client of a socket that speaks both is still an IPv4 client. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d{1,3}\.)/i, "");
