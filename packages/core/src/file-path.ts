// Paths of files inside a version: what may be pushed, so that it can be pulled again, and what may be stored.
import { z } from "zod";
import { formFault, maxPathBytes, pathFault } from "./path-fault.ts";

const path = (faultOf: (path: string) => string | undefined) =>
  z
    .string()
    .max(maxPathBytes, `a path is at most ${maxPathBytes} characters`)
    .superRefine((text, context) => {
      const fault = faultOf(text);
      if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
    });

/**
 * A path as it may be pushed: relative, POSIX, no `.`, `..` or empty segment, no control or invisible character, and no
 * longer than a disk can hold. It keeps the Unicode form it came in: another form would be another file for programs.
 */
export const FilePath = path(pathFault);
/** A path as it may be stored: once only characters were counted. */
export const StoredFilePath = path(formFault);
