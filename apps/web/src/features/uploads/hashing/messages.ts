// What the page and its hashing worker say to each other.

/** `ends` are the first and last MiB with size and time: who picks a file again is known by them. */
export type HashWanted = { readonly id: number; readonly file: File; readonly what: "ends" | "whole" };
export type HashAnswer =
  | { readonly id: number; readonly sha256: string }
  /** The file cannot be read any more: it was changed, moved or deleted. */
  | { readonly id: number; readonly unreadable: true };
export type HashStopped = { readonly stop: number };

/** Served by the server beside the pages, under a policy of its own that lets it compile WebAssembly. */
export const hashWorkerPath = "/hash-worker.js";
