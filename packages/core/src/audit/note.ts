// Signed notes (C2SP signed-note@v1) with Ed25519 keys: the envelope of every checkpoint.
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { sha256 } from "#sha256";
import type { Reason } from "../kernel/view.ts";
import { fromBase64, toBase64 } from "./base64.ts";

const ed25519Type = 0x01;
const keyIdLength = 4;

export type VerifierKey = { readonly name: string; readonly keyId: string; readonly publicKey: Uint8Array };
export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Uint8Array };
export type Note = { readonly body: string; readonly signatures: readonly NoteSignature[] };

/** Signs checkpoints. The private key stays inside. */
export type LogSigner = {
  /** Name of the key and origin of the log, for example `registry.example/audit`. */
  readonly origin: string;
  /** `name+hash+key`, what auditors pin. */
  readonly verifierKey: string;
  /** The signature line over `body`, its line feed included. */
  sign(body: string): string;
};

/** A signer from a 32-byte Ed25519 seed. */
export function ed25519Signer({ origin, seed }: { readonly origin: string; readonly seed: Uint8Array }): LogSigner {
  if (!isKeyName(origin)) throw new Error(`'${origin}' is not a key name: it is empty or holds white space or '+'`);
  const publicKey = ed25519.getPublicKey(seed);
  const id = keyIdOf(origin, publicKey);
  return {
    origin,
    verifierKey: `${origin}+${bytesToHex(id)}+${toBase64(concatBytes(Uint8Array.of(ed25519Type), publicKey))}`,
    sign: (body) => `— ${origin} ${toBase64(concatBytes(id, ed25519.sign(utf8ToBytes(body), seed)))}\n`,
  };
}

/** A signed note over `body`, which ends in a line feed. */
export function signNote(signer: LogSigner, body: string): string {
  if (!isBody(body)) throw new Error("the text of a note must be printable lines, each ended by a newline");
  return `${body}\n${signer.sign(body)}`;
}

/** Reads a verifier key; undefined unless it is a well-formed Ed25519 one whose hash fits. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  // Base64 may hold '+' itself: only the first two separate.
  const [name, hash, ...rest] = text.split("+");
  const key = fromBase64(rest.join("+"));
  if (name === undefined || !isKeyName(name) || key?.length !== 33 || key[0] !== ed25519Type) return undefined;
  const publicKey = key.slice(1);
  const keyId = bytesToHex(keyIdOf(name, publicKey));
  return hash === keyId ? { name, keyId, publicKey } : undefined;
}

/** Takes a note apart without judging its signatures; undefined when it is malformed. */
export function parseNote(text: string): Note | undefined {
  const cut = text.lastIndexOf("\n\n");
  if (cut < 0 || !text.endsWith("\n")) return undefined;
  const body = text.slice(0, cut + 1);
  const lines = text.slice(cut + 2, -1).split("\n");
  if (!isBody(body) || lines.length > 100) return undefined;
  const signatures = lines.map(parseSignature);
  return signatures.every((signature) => signature !== undefined) ? { body, signatures } : undefined;
}

function parseSignature(text: string): NoteSignature | undefined {
  const [dash, name, encoded, ...rest] = text.split(" ");
  if (dash !== "—" || name === undefined || encoded === undefined || rest.length > 0 || !isKeyName(name))
    return undefined;
  const bytes = fromBase64(encoded);
  if (!bytes || bytes.length <= keyIdLength) return undefined;
  return { name, keyId: bytesToHex(bytes.slice(0, keyIdLength)), signature: bytes.slice(keyIdLength) };
}

/** The text that `verifierKey` signed. Other keys' signatures are ignored; a bad one by this key fails the note. */
export function openNote(
  text: string,
  verifierKey: string,
): { readonly ok: true; readonly body: string } | { readonly ok: false; readonly reasons: readonly Reason[] } {
  const refused = (code: string, message: string) => ({ ok: false, reasons: [{ code, message }] }) as const;
  const key = parseVerifierKey(verifierKey);
  if (!key) return refused("verifier_key_invalid", "the verifier key is not name+hash+key of an Ed25519 key");
  const note = parseNote(text);
  if (!note) return refused("note_malformed", "this is not a signed note");
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (own.length === 0) return refused("note_not_signed", `${key.name} did not sign this note with the pinned key`);
  const signed = utf8ToBytes(note.body);
  if (!own.every(({ signature }) => isSigned(signature, signed, key.publicKey)))
    return refused("note_signature_bad", `the signature of ${key.name} does not match the note`);
  return { ok: true, body: note.body };
}

function isSigned(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  // Strict RFC 8032, as Go and OpenSSL check it; noble's own default accepts more (ZIP 215).
  return signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false });
}

const keyIdOf = (name: string, publicKey: Uint8Array) =>
  sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(ed25519Type), publicKey)).slice(0, keyIdLength);
const isKeyName = (name: string) => name !== "" && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name);
const isBody = (body: string) =>
  body.endsWith("\n") && body.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(body);
