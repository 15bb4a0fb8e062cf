// A signed checkpoint as a browser reads it (C2SP signed-note, tlog-checkpoint): origin, size, root, and whose signature it bears.
import { fromBase64, isEqual, sha256, utf8, type Bytes } from "./bytes.ts";

export type ReadCheckpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly body: string;
  readonly signatures: readonly string[];
};

/** Undefined when it is not a checkpoint. Its signature is not judged here. */
export function readCheckpoint(note: string): ReadCheckpoint | undefined {
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0) return undefined;
  const body = note.slice(0, cut + 1);
  const [origin = "", size = "", root = "", ...rest] = body.split("\n");
  const bytes = fromBase64(root);
  const isShaped =
    origin !== "" && /^(0|[1-9]\d{0,15})$/.test(size) && bytes?.length === 32 && rest.length === 1 && rest[0] === "";
  if (!isShaped) return undefined;
  return {
    origin,
    size: Number(size),
    root: bytes,
    body,
    signatures: note
      .slice(cut + 2)
      .split("\n")
      .filter((line) => line !== ""),
  };
}

/** `unsupported` where this browser has no Ed25519. */
export async function whoSigned(
  { body, signatures, origin }: ReadCheckpoint,
  verifierKey: string,
): Promise<"this-key" | "another" | "unsupported"> {
  const [name = "", id = "", ...encoded] = verifierKey.split("+"); // base64 may hold '+' itself
  const typed = fromBase64(encoded.join("+"));
  if (name !== origin || typed?.length !== 33 || typed[0] !== 1) return "another";
  const keyId = (await sha256(utf8(`${name}\n`), typed)).slice(0, 4);
  if (Array.from(keyId, (byte) => byte.toString(16).padStart(2, "0")).join("") !== id) return "another";
  const own = signatures
    .map((line) => line.split(" "))
    .filter(([dash, signer]) => dash === "—" && signer === name)
    .map(([, , text]) => fromBase64(text ?? ""))
    .filter((bytes) => bytes !== undefined && isEqual(bytes.slice(0, 4), keyId));
  if (own.length === 0) return "another";
  try {
    const key = await crypto.subtle.importKey("raw", typed.slice(1), "Ed25519", false, ["verify"]);
    const judged = await Promise.all(
      own.map((bytes) => crypto.subtle.verify("Ed25519", key, bytes!.slice(4), utf8(body))),
    );
    return judged.every(Boolean) ? "this-key" : "another";
  } catch {
    return "unsupported";
  }
}
