// Codes nobody can guess, and the digest that is all we keep of them.
import { createHash } from "node:crypto";
import type { House } from "../house.ts";

/** 256 bits, URL-safe. */
export const newCode = (house: House): string => Buffer.from(house.random(32)).toString("base64url");

/** SHA-256, lower-case hex: enough, because the codes are as long as the digest. */
export const digestOfCode = (code: string): string => createHash("sha256").update(code).digest("hex");
