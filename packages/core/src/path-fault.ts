// What is wrong with a path of a file, in words. Without zod: browsers judge by these before they send a byte.
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { unprintable } from "./look-alike.ts";

/** A name of a file or folder, in bytes of UTF-8: what ext4, XFS, APFS and NTFS hold. */
const maxNameBytes = 255;
/** A whole path, in bytes of UTF-8: macOS holds no longer one. */
export const maxPathBytes = 1024;

/** Why a path may not be pushed; undefined where it may. */
export const pathFault = (text: string): string | undefined =>
  text.length > maxPathBytes ? `a path is at most ${maxPathBytes} characters` : (formFault(text) ?? lengthFault(text));

/** Why a path was never allowed, however long paths might be. */
export function formFault(text: string): string | undefined {
  if (text === "") return "a path must not be empty";
  if (text.startsWith("/")) return "a path must be relative: leave out the '/' at its beginning";
  if (/^[A-Za-z]:/.test(text))
    return `a path must not begin with '${text.slice(0, 2)}', which Windows reads as a drive: rename the file or folder`;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\//.test(text))
    return "a path must not begin like an address (a word, ':' and '/'): rename the folder";
  if (text.includes("\\")) return "a path uses '/', not '\\'";
  if (unprintable.test(text) || !text.isWellFormed()) return "a path must not contain control or invisible characters";
  if (text.split("/").some((name) => name === "" || name === "." || name === ".."))
    return "a path must not contain empty, '.' or '..' segments";
  return undefined;
}

const bytesOf = (text: string) => utf8ToBytes(text).length;

/** Why a disk cannot hold the path: a name or the whole of it is too long. */
export function lengthFault(text: string): string | undefined {
  const long = text.split("/").find((name) => bytesOf(name) > maxNameBytes);
  if (long !== undefined) return `a name in a path is at most ${maxNameBytes} bytes, and one here has ${bytesOf(long)}`;
  if (bytesOf(text) > maxPathBytes) return `a path is at most ${maxPathBytes} bytes, and this one has ${bytesOf(text)}`;
  return undefined;
}

const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\.|$)/i;
/** Why Windows cannot hold the path; undefined where it can. */
export function windowsFault(text: string): string | undefined {
  for (const name of text.split("/")) {
    if (/[<>:"|?*]/.test(name)) return 'Windows allows none of < > : " | ? * in a name';
    if (/[. ]$/.test(name)) return "Windows drops a dot or space at the end of a name";
    if (reserved.test(name)) return "Windows reserves this name for a device";
  }
  return undefined;
}
