// What is on its way into a draft, as its sender and those who may edit the draft see it.

/** `offset` bytes are durable on the server; `state` is `committed` once the file is part of the draft. */
export type UploadView = {
  readonly id: string;
  readonly versionId: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string | null; // while nobody stated it
  readonly offset: number;
  readonly state: "receiving" | "committed";
  /** Of a batch that is on its way: how many files it brings. Its path is empty. */
  readonly fileCount?: number | undefined;
};

/** A session that is open, as those who may edit its draft see it. */
export type OpenUpload = UploadView & {
  readonly sender: { readonly id: string; readonly name: string };
  readonly isOwn: boolean;
  readonly createdAt: string;
  /** When bytes last came, or somebody last had it to write to. What rests for a week goes. */
  readonly touchedAt: string;
};

/** The session of a batch of files: its body is the wanted contents, one behind the other. */
export type BatchView = {
  readonly id: string;
  readonly versionId: string;
  /** Of the body. */
  readonly sizeBytes: number;
  readonly offset: number;
  /** Positions in the list of those files whose contents are to be sent, in this order. */
  readonly wanted: readonly number[];
};
