// How far a transfer is: one event per piece, across all its files.

export type TransferPhase = "hash" | "upload" | "download";
export type TransferProgress = {
  readonly phase: TransferPhase;
  /** The file at work, and how far it is. */
  readonly path: string;
  /** 1 to `fileCount`. */
  readonly fileNumber: number;
  readonly fileCount: number;
  readonly fileBytes: number;
  readonly fileSizeBytes: number;
  /** Of all files of this phase; what needs no sending counts as done. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Bytes of content put on or taken from the wire, repetitions included. */
  readonly wireBytes: number;
};
export type OnProgress = (progress: TransferProgress) => void;

export type Tally = {
  /** The file at `path` is done up to `bytes`. May go back, when a cut connection lost some. */
  moveTo(path: string, bytes: number): void;
  /** Counts bytes of content on the wire. */
  onWire(bytes: number): void;
  readonly wireBytes: number;
};

export function createTally(
  phase: TransferPhase,
  files: readonly { readonly path: string; readonly sizeBytes: number }[],
  onProgress: OnProgress | undefined,
): Tally {
  const places = new Map(
    files.map(({ path, sizeBytes }, at) => [path, { fileNumber: at + 1, fileSizeBytes: sizeBytes }]),
  );
  const done = new Map<string, number>();
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  let [doneBytes, wireBytes] = [0, 0];
  return {
    get wireBytes() {
      return wireBytes;
    },
    moveTo(path, bytes) {
      doneBytes += bytes - (done.get(path) ?? 0);
      done.set(path, bytes);
      const place = places.get(path);
      if (place)
        onProgress?.({
          phase,
          path,
          ...place,
          fileCount: files.length,
          fileBytes: bytes,
          doneBytes,
          totalBytes,
          wireBytes,
        });
    },
    onWire(bytes) {
      wireBytes += bytes;
    },
  };
}
