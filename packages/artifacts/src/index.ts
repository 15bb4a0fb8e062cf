// Contents of files, addressed by their SHA-256.
export { moveInto, syncFolder } from "./durable.ts";
export { openFolder } from "./folder.ts";
export { isIntact } from "./is-intact.ts";
export { digestsIn, partsIn, sha256Of } from "./pack.ts";
export * from "./ports.ts";
export { isStorageFailed, storageError } from "./refusals.ts";
