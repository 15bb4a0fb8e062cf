// Checkpoints (C2SP tlog-checkpoint): origin, size and root of the log, in a signed note.
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { Reason } from "../kernel/view.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { openNote, signNote, type LogSigner } from "./note.ts";

/** `root` is lower-case hex. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: string };

/** `origin LF size LF base64(root) LF`. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(hexToBytes(root))}\n`;

/** Reads a checkpoint's text; undefined unless formatting it again gives this very text. Extension lines, which this log never writes, are refused. */
export function parseCheckpoint(body: string): Checkpoint | undefined {
  const [origin, sizeText, rootText] = body.split("\n");
  const root = fromBase64(rootText ?? "");
  const size = Number(sizeText);
  if (!origin || !Number.isSafeInteger(size) || size < 0 || root?.length !== 32) return undefined;
  const checkpoint = { origin, size, root: bytesToHex(root) };
  return formatCheckpoint(checkpoint) === body ? checkpoint : undefined;
}

/** The signed note of a checkpoint of the signer's log. */
export const signCheckpoint = (signer: LogSigner, head: { readonly size: number; readonly root: string }): string =>
  signNote(signer, formatCheckpoint({ origin: signer.origin, size: head.size, root: head.root }));

type Opened =
  { readonly ok: true; readonly checkpoint: Checkpoint } | { readonly ok: false; readonly reasons: readonly Reason[] };

/** The checkpoint in a note, when `verifierKey` signed it and it is of that key's log. */
export function openCheckpoint(note: string, verifierKey: string): Opened {
  const opened = openNote(note, verifierKey);
  if (!opened.ok) return opened;
  const refused = (code: string, message: string) => ({ ok: false, reasons: [{ code, message }] }) as const;
  const checkpoint = parseCheckpoint(opened.body);
  if (!checkpoint) return refused("checkpoint_malformed", "the signed text is not a checkpoint");
  if (!verifierKey.startsWith(`${checkpoint.origin}+`))
    return refused(
      "origin_mismatch",
      `the checkpoint belongs to the log ${checkpoint.origin}, but the key belongs to another log`,
    );
  return { ok: true, checkpoint };
}
