// What an API token looks like: type, 30 random characters, 6 of checksum (GitHub's scheme), so that most nonsense is refused unread.
import { crc32 } from "node:zlib";
import { tokenPattern } from "@chancery/core";
import type { House } from "../house.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const secretLength = 30;
const types = { person: "chyp_", service: "chys_" } as const;

/** A new token for a person or a service account: 178 random bits. */
export function newTokenText(house: House, kind: "person" | "service"): string {
  let secret = "";
  while (secret.length < secretLength)
    for (const byte of house.random(secretLength))
      // 248 is the largest multiple of 62 in a byte: above it, some characters would come up more often.
      if (byte < 248 && secret.length < secretLength) secret += alphabet[byte % 62];
  return types[kind] + secret + checksumOf(secret);
}

/** True when the text has the form of a token and its checksum fits. */
export function isTokenText(text: string): boolean {
  if (!tokenPattern.test(text)) return false;
  const body = text.slice(types.person.length);
  return checksumOf(body.slice(0, secretLength)) === body.slice(secretLength);
}

/** What people recognise a token by: its type and first 8 characters. */
export const tokenPrefix = (token: string): string => token.slice(0, types.person.length + 8);

function checksumOf(secret: string): string {
  let rest = crc32(secret);
  let text = "";
  for (let digit = 0; digit < 6; digit += 1, rest = Math.floor(rest / 62)) text = alphabet[rest % 62] + text;
  return text;
}
