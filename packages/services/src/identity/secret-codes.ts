// Codes nobody can guess, and the digest that is all we keep of them.
import { hash } from "node:crypto";
import type { House } from "../house.ts";

/** 256 bits, URL-safe. */
export const newCode = (house: House): string => Buffer.from(house.random(32)).toString("base64url");

/** SHA-256, lower-case hex, of a code, a session id or a token: enough, because nobody can guess any of them. */
export const digestOfSecret = (secret: string): string => hash("sha256", secret, "hex");
