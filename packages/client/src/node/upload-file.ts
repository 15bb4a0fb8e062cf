// One file to the server: begun, sent, finished.
import type { UploadView } from "@chancery/core";
import type { Http } from "../http.ts";
import { readFrom, requireUnchanged, type HashedFile } from "./local-file.ts";
import type { Tally } from "./progress.ts";
import { begin, sendAndFinish, type Piece, type Source } from "./send-bytes.ts";

type Upload = {
  readonly http: Http;
  readonly versionId: string;
  readonly file: HashedFile;
  readonly tally: Tally;
  readonly piece: Piece;
  readonly signal: AbortSignal | undefined;
};

/** Resolves once the file is part of the draft. `isReused` when the server had its bytes already and none were sent. */
export async function uploadFile({ http, versionId, file, tally, piece, signal }: Upload): Promise<{
  readonly isReused: boolean;
}> {
  const { path, sizeBytes, sha256 } = file;
  const json = { versionId, path, sizeBytes, sha256 };
  const begun = (await begin({ http, signal }, "/api/v1/uploads", json)) as UploadView;
  const source = sourceOf(file, tally);
  if (begun.state === "receiving") await sendAndFinish({ http, source, piece, signal }, begun);
  tally.moveTo(path, sizeBytes);
  return { isReused: begun.state === "committed" };
}

const sourceOf = (file: HashedFile, tally: Tally): Source => ({
  sizeBytes: file.sizeBytes,
  async *read(start, end) {
    await requireUnchanged(file);
    yield* readFrom(file, start, end);
  },
  moveTo: (offset) => tally.moveTo(file.path, offset),
  onWire: (bytes) => tally.onWire(bytes),
});
