// A text file the caller names. Bytes that are not UTF-8 are refused, not replaced: what is sent is what the file says.
import { readFile } from "node:fs/promises";
import { utf8Fault } from "@chancery/core";
import { ChanceryClientError } from "../index.ts";

/** Throws LOCAL_FILE for a file that cannot be read, or that is not UTF-8, with the offset of the first wrong byte. */
export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new ChanceryClientError("LOCAL_FILE", `${file} cannot be read: ${error.message}`, { cause: error });
  });
  const at = utf8Fault(bytes);
  if (at !== undefined)
    throw new ChanceryClientError(
      "LOCAL_FILE",
      `${file} is not UTF-8 text: byte ${at} is 0x${bytes[at]!.toString(16).padStart(2, "0")}. Save it as UTF-8 and try again.`,
    );
  return new TextDecoder().decode(bytes); // without the mark that some editors put first
}
