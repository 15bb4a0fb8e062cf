// What a push sends and what it answers.
import type {
  Descriptor,
  Signature,
  DatasetPointer,
  FileEntry,
  LineageFact,
  NewMetric,
  Phase,
  Reason,
  RecordedEvaluation,
} from "@chancery/core";
import type { OnProgress } from "./progress.ts";
import type { PushMemory } from "./push-memory.ts";

export type PushedEvaluation = {
  readonly phase: Phase;
  readonly metrics: readonly NewMetric[];
  readonly dataset?: DatasetPointer;
  readonly slice?: string;
  readonly codeCommit?: string;
};
type Facts = Readonly<Record<string, string>>;
/** `paths`: files and folders on disk. `descriptor`: a model whose bytes are elsewhere. */
export type PushContent = { readonly paths: readonly string[] } | { readonly descriptor: Descriptor };
export type PushRequest = PushContent & {
  /**
   * `team/name`, registered when it does not exist and the caller may; or `name` of a model in the default team. With a number
   * (`team/name:4`) the draft that gets these files: it is left open, and what it was made with is not told again.
   */
  readonly model: string;
  readonly label?: string;
  readonly params?: Facts;
  readonly environment?: Facts;
  readonly signature?: Signature;
  readonly tags?: Facts;
  readonly card?: string;
  readonly evaluations?: readonly PushedEvaluation[];
  readonly lineage?: readonly LineageFact[];
  /** Leaves the version a draft instead of sealing it, as one that was there is. */
  readonly isDraft?: boolean;
};
export type PushOptions = {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal | undefined;
  /** Told what goes on but should be known: names Windows cannot hold, a memory that cannot be written. */
  readonly onWarning?: (message: string) => void;
  /** With one, the same push continues the draft of the one that was cut off. */
  readonly memory?: PushMemory;
};
export type PushResult = {
  readonly versionId: string;
  readonly number: number;
  /** null for a draft. */
  readonly manifestDigest: string | null;
  readonly files: readonly (FileEntry & { readonly isReused: boolean })[];
  readonly evaluations: readonly RecordedEvaluation[];
  /** What was kept otherwise than the sender may think: metrics of which nobody knows which way is better. */
  readonly warnings: readonly Reason[];
  readonly sizeBytes: number;
  /** Bytes of content put on the wire. */
  readonly wireBytes: number;
  readonly isResumed: boolean;
};
