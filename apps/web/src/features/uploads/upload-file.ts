// One file on its way from this browser into a draft, as its row shows it.

export const uploadStates = [
  "waiting", // in the queue, or for its next try: `retryInSeconds`
  "hashing", // read before a byte is sent
  "sending",
  "paused",
  "finishing", // all of it is sent: the server checks and commits, and both digests are compared
  "removing", // its upload is being ended, or its file taken out of the draft
  "done",
  "refused", // will not go as it is
  "failed", // may go the next time
] as const;
export type UploadState = (typeof uploadStates)[number];

/** Why a file does not go: `code` for machines, `message` for the person. */
export type FileRefusal = { readonly code: string; readonly message: string };

/** Of a draft that takes no files any more, because it is none. */
export const isOver = (refusal: FileRefusal | undefined): boolean => refusal?.code.startsWith("version_") ?? false;

export type UploadFile = {
  /** Of the row in this page, not of the upload. */
  readonly id: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** Never above `sizeBytes`. */
  readonly sentBytes: number;
  readonly state: UploadState;
  /** The mean of five seconds. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  readonly retryInSeconds: number | undefined;
  /** As this browser has read it. */
  readonly sha256: string | undefined;
  readonly serverSha256: string | undefined;
  readonly isEqual: boolean | undefined;
  /** Until when the server keeps what was sent. */
  readonly keptUntil: string | undefined;
  /** Where it went on: after a reload, a cut or a restart. */
  readonly resumedAt: number | undefined;
  /** The server had the content: no byte was sent. */
  readonly isStored: boolean | undefined;
  readonly refusal: FileRefusal | undefined;
};

export type UploadTotals = {
  readonly sentBytes: number;
  readonly sizeBytes: number;
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | undefined;
  readonly counts: Readonly<Record<UploadState, number>>;
};

export type NewFile = { readonly file: File; readonly path: string };
/** Of one drop or one picker: its files, and what the person should know of it, in sentences. */
export type Picked = { readonly files: readonly NewFile[]; readonly notes: readonly string[] };

/** Files that still have something to do. */
export const isUnderWay = ({ state }: Pick<UploadFile, "state">): boolean =>
  state === "waiting" || state === "hashing" || state === "sending" || state === "finishing";

export function totalsOf(files: readonly UploadFile[]): UploadTotals {
  const counts = Object.fromEntries(uploadStates.map((state) => [state, 0])) as Record<UploadState, number>;
  let [sentBytes, sizeBytes, bytesPerSecond, missingBytes] = [0, 0, 0, 0];
  for (const file of files) {
    counts[file.state] += 1;
    if (file.state === "refused" || file.state === "removing") continue; // nothing of it is going to come
    sentBytes += file.sentBytes;
    sizeBytes += file.sizeBytes;
    bytesPerSecond += file.bytesPerSecond ?? 0;
    if (isUnderWay(file)) missingBytes += file.sizeBytes - file.sentBytes; // what is paused is not waited for
  }
  const secondsLeft = bytesPerSecond > 0 ? missingBytes / bytesPerSecond : undefined;
  return { sentBytes, sizeBytes, bytesPerSecond, secondsLeft, counts };
}
