// A multipart body with the one part that UploadThing's client sends: the rest of a file, and only that, as it comes.
import { refuse } from "@chancery/core";

/** What may stand before the file: its part's headers. */
export const maxHeadBytes = 16 * 1024;

type Announced = {
  /** Of the request. */
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  /** How much of the file is missing: what the part must hold. */
  readonly missingBytes: number;
};
type Form = { readonly delimiter: string; readonly lengthBytes: number; readonly missingBytes: number };

/** Reads what a request says of its body, before any of it is read. Refuses any that cannot hold exactly the missing bytes. */
export function formOf({ contentType, contentLength, missingBytes }: Announced): Form {
  const boundary = /^multipart\/form-data\s*;\s*boundary=(?:"([^"\s]{1,70})"|([^\s;"]{1,70}))\s*$/i.exec(
    contentType ?? "",
  );
  if (!boundary) throw refuse("INVALID_INPUT", "media_type", "send a file as multipart/form-data");
  if (!/^\d{1,15}$/.test(contentLength ?? ""))
    throw refuse("INVALID_INPUT", "length_missing", "add a Content-Length header with the length of the body");
  const lengthBytes = Number(contentLength);
  const delimiter = `--${boundary[1] ?? boundary[2]}`;
  const endBytes = delimiter.length + "\r\n--\r\n".length;
  if (lengthBytes > missingBytes + maxHeadBytes + endBytes) throw tooLong(missingBytes);
  if (lengthBytes < missingBytes) throw tooShort(missingBytes);
  return { delimiter, lengthBytes, missingBytes };
}

/**
 * The bytes of the one part. Nothing else is ever yielded, and the last bytes only once the body has ended as it must, so
 * that a file is never complete by a body that was cut. Where the part ends is known by its length: nothing is searched for.
 */
export async function* filePart(body: AsyncIterable<Uint8Array>, form: Form): AsyncGenerator<Uint8Array, void> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    const { begun, missingBytes, endings } = await readHead(chunks, form);
    let missing = missingBytes;
    let held: Uint8Array = Buffer.alloc(0);
    let after = Buffer.alloc(0);
    for (let chunk: Buffer | undefined = begun; chunk; chunk = await nextOf(chunks)) {
      if (missing > 0 && chunk.length > 0) {
        if (held.length > 0) yield held;
        held = chunk.subarray(0, missing);
        missing -= held.length;
        after = Buffer.from(chunk.subarray(held.length));
      } else after = Buffer.concat([after, chunk]);
    }
    if (missing > 0 || !endings.some((ending) => ending.equals(after))) throw cut();
    if (held.length > 0) yield held;
  } finally {
    // Not awaited: a stalled source may answer only when it is done.
    chunks.return?.()?.catch(() => undefined);
  }
}

type Chunks = AsyncIterator<Uint8Array>;

async function nextOf(chunks: Chunks): Promise<Buffer | undefined> {
  const next = await chunks.next();
  return next.done ? undefined : Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
}

/** What came of the file with the part's head, and how the body may end. */
async function readHead(chunks: Chunks, { delimiter, lengthBytes, missingBytes }: Form) {
  let buffered = Buffer.alloc(0);
  let headBytes = -1;
  while (headBytes < 0) {
    const more = await nextOf(chunks);
    if (!more) throw cut();
    buffered = Buffer.concat([buffered, more]);
    headBytes = endOfHead(buffered, delimiter);
  }
  const end = Buffer.from(`\r\n${delimiter}--`);
  const endBytes = lengthBytes - headBytes - missingBytes;
  if (endBytes > end.length + 2) throw tooLong(missingBytes);
  if (endBytes < end.length || endBytes === end.length + 1) throw tooShort(missingBytes); // the last line break may be left out
  return {
    begun: buffered.subarray(headBytes),
    missingBytes,
    endings: [end, Buffer.concat([end, Buffer.from("\r\n")])],
  };
}

/** Where the part's bytes begin; -1 while its head has not come whole. */
function endOfHead(buffered: Buffer, delimiter: string): number {
  const at = buffered.indexOf("\r\n\r\n");
  if (at < 0 && buffered.length <= maxHeadBytes) return -1;
  const head = buffered.subarray(0, Math.max(at, 0)).toString("latin1");
  const [first, ...lines] = head.split("\r\n");
  if (at < 0 || at > maxHeadBytes || first !== delimiter)
    throw refuse("INVALID_INPUT", "multipart_malformed", "the body does not begin as multipart/form-data");
  const dispositions = lines.filter((line) => /^content-disposition\s*:/i.test(line));
  if (dispositions.length !== 1 || !/^[^:]*:\s*form-data\s*;\s*name="file"\s*(?:;|$)/i.test(dispositions[0]!))
    throw refuse("INVALID_INPUT", "part_unknown", 'the body must have exactly one part, named "file"');
  return at + 4;
}

const tooLong = (missingBytes: number) =>
  refuse(
    "INVALID_INPUT",
    "body_too_long",
    `the body holds more than the one part with the ${missingBytes} bytes that are missing`,
  );
const tooShort = (missingBytes: number) =>
  refuse("INVALID_INPUT", "body_too_short", `the body has fewer than the ${missingBytes} missing bytes`);
const cut = () =>
  refuse("INVALID_INPUT", "multipart_cut", "the body does not end as multipart/form-data ends: send the rest again");
