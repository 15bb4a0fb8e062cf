// SHA-256 over text and over canonical JSON.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson, type JsonValue } from "./audit/jcs.ts";

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
/** SHA-256 of the canonical JSON (RFC 8785) of a value, lower-case hex. */
export const digestOf = (value: JsonValue): string => sha256Hex(canonicalJson(value));
