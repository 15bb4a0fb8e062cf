// SHA-256 over text and over canonical JSON.
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { sha256 } from "#sha256";
import { canonicalJson, type JsonValue } from "./audit/jcs.ts";

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
/** SHA-256 of the canonical JSON (RFC 8785) of a value, lower-case hex. */
export const digestOf = (value: JsonValue): string => sha256Hex(canonicalJson(value));
