// Whether a SQLite file is one, and whole: what a copy that broke off looks like, told before anything is written to it.
import { open, stat } from "node:fs/promises";
import { refuse } from "@chancery/core";

const magic = "SQLite format 3\0";
const headerBytes = 100;

/** `isShort`: pages are missing from the file; they may stand in its write-ahead log. */
export type SqliteFile = { readonly isMissing: boolean; readonly isShort: boolean };

/** Refuses a file that is no SQLite database, and one that is cut off while no write-ahead log could hold the rest. */
export async function inspectSqlite(file: string): Promise<SqliteFile> {
  const sizeBytes = await sizeOf(file);
  if (sizeBytes === 0) return { isMissing: true, isShort: false };
  const header = await headerOf(file);
  if (header.toString("latin1", 0, magic.length) !== magic)
    throw refuse("UNAVAILABLE", "database_damaged", `${file} is not a SQLite database: ${mend}`);
  const announced = announcedBytes(header);
  const isShort = sizeBytes < announced;
  if (isShort && (await sizeOf(`${file}-wal`)) === 0)
    throw refuse(
      "UNAVAILABLE",
      "database_damaged",
      `${file} is cut off: it has ${sizeBytes} of ${announced} bytes: ${mend}`,
    );
  return { isMissing: false, isShort };
}

const mend = "copy it again with the server that it comes from stopped, or restore a backup";

/** 0 for a file that is not there. */
const sizeOf = (file: string) =>
  stat(file).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? 0 : Promise.reject(error)),
  );

async function headerOf(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const header = Buffer.alloc(headerBytes);
    await handle.read(header, 0, headerBytes, 0);
    return header;
  } finally {
    await handle.close();
  }
}

/** Page size times page count of the header (https://sqlite.org/fileformat2.html §1.3); 0 where the count is not kept. */
function announcedBytes(header: Buffer): number {
  const isCountKept = header.readUInt32BE(24) === header.readUInt32BE(92);
  const pageSize = header.readUInt16BE(16);
  return isCountKept ? (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(28) : 0;
}
