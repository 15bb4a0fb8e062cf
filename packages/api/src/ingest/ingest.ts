// What the ingest of one house keeps in memory: UploadThing's server once somebody needed it, and who is writing.
import { refuse } from "@chancery/core";
import type { House } from "@chancery/services";
import { ingestSecretOf, openFileRoute, type FileRoute } from "./file-route.ts";

/** The portal sends three at a time; this many tabs may do so at once. */
const maxWritersEach = 32;
/** How long a HEAD waits for a writer to leave. */
const leavingMs = 2_000;

type Writer = { readonly uploadId: string; readonly actorId: string };
export type Ingest = {
  readonly secret: string;
  route(): Promise<FileRoute>;
  /** Runs as a writer; LIMIT_EXCEEDED where its actor has too many. Which of two may write to an upload, the upload says. */
  writing(writer: Writer, write: () => Promise<void>): Promise<void>;
  /** Waits a moment for the upload's writer to leave; false where there was none. */
  writerLeft(uploadId: string): Promise<boolean>;
};

const ingests = new WeakMap<House, Ingest>();

export function ingestOf(house: House): Ingest {
  const known = ingests.get(house) ?? openIngest(house);
  ingests.set(house, known);
  return known;
}

function openIngest(house: House): Ingest {
  const secret = ingestSecretOf(house);
  let route: Promise<FileRoute> | undefined;
  const writers = new Map<Promise<void>, Writer>();
  const writersBy = (isOne: (writer: Writer) => boolean) => [...writers].filter(([, writer]) => isOne(writer));
  return {
    secret,
    route: () => (route ??= openFileRoute(house)),
    async writing(writer, write) {
      if (writersBy(({ actorId }) => actorId === writer.actorId).length >= maxWritersEach)
        throw refuse(
          "LIMIT_EXCEEDED",
          "too_many_writers",
          `you are sending ${maxWritersEach} files already: wait for one`,
          {
            retryAfterSeconds: 1,
          },
        );
      const work = write();
      writers.set(work, writer);
      try {
        await work;
      } finally {
        writers.delete(work);
      }
    },
    async writerLeft(uploadId) {
      const writing = writersBy((writer) => writer.uploadId === uploadId).map(([work]) => work.catch(() => undefined));
      if (writing.length === 0) return false;
      await Promise.race([Promise.all(writing), new Promise((resolve) => setTimeout(resolve, leavingMs).unref())]);
      return true;
    },
  };
}
