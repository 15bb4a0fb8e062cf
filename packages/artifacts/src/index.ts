// Contents of files, addressed by their SHA-256.
export * from "./blob-store.ts";
export { moveInto, syncFolder } from "./durable.ts";
export * from "./folder-store.ts";
export { isStorageFailed, storageError } from "./refusals.ts";
