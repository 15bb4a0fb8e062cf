// The states of a version.

/** A discarded draft keeps its number and nothing else. */
export const versionStates = ["draft", "sealed", "revoked", "discarded"] as const;
export type VersionState = (typeof versionStates)[number];
