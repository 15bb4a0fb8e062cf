// What stopped a file on its way.

/** As our server says it. */
export type WireRefusal = {
  readonly code: string;
  readonly message: string;
  readonly reasons?: readonly { readonly code: string; readonly message: string }[];
};
type Failure = {
  /** Words of ours; none where something else answered, or nothing did. */
  readonly refusal?: WireRefusal | undefined;
  /** Of the answer, where one came. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
};
export class SendingFailed extends Error {
  readonly refusal: WireRefusal | undefined;
  readonly status: number | undefined;
  constructor({ refusal, status, cause }: Failure) {
    super(refusal?.message ?? (status === undefined ? "no answer came" : `HTTP ${status}`), { cause });
    [this.refusal, this.status] = [refusal, status];
  }
}
