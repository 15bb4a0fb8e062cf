import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { addressReader } from "./client-address.ts";

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

it("is the socket's, whatever a client forwards, where no proxy is trusted", () => {
  const addressOf = addressReader();
  expect(addressOf(from("203.0.113.9", "198.51.100.1"))).toBe("203.0.113.9");
  expect(addressOf(from("::ffff:203.0.113.9"))).toBe("203.0.113.9");
});

it("is what the nearest trusted proxy saw, and never what stands before an untrusted one", () => {
  const addressOf = addressReader(["10.0.0.0/8", "::1", "192.0.2.7"]);
  expect(addressOf(from("10.1.2.3", "198.51.100.1"))).toBe("198.51.100.1");
  expect(addressOf(from("::1", "6.6.6.6, 198.51.100.1, 192.0.2.7, 10.9.9.9"))).toBe("198.51.100.1");
  expect(addressOf(from("::ffff:10.1.2.3", "2001:db8::1"))).toBe("2001:db8::1");
  expect(addressOf(from("203.0.113.9", "198.51.100.1"))).toBe("203.0.113.9");
});

it("stays the proxy's own when what it forwards is no address", () => {
  const addressOf = addressReader(["10.0.0.0/8"]);
  for (const forwarded of ["", "unknown", "1.2.3.4:80", "<script>", "198.51.100.1, nonsense"])
    expect(addressOf(from("10.1.2.3", forwarded))).toBe("10.1.2.3");
  expect(addressOf(from("10.1.2.3"))).toBe("10.1.2.3");
});

it.each(["", "10.0.0.0/33", "10.0.0.0/x", "::1/129", "proxy.example", "10.0.0.0/8/8"])(
  "takes no network %j",
  (text) => {
    expect(() => addressReader([text])).toThrow(RangeError);
  },
);
