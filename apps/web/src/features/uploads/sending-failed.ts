// What stopped a file on its way.

/** As our server says it. */
export type WireRefusal = {
  readonly code: string;
  readonly message: string;
  readonly reasons?: readonly { readonly code: string; readonly message: string }[];
};
/** What stopped a file: words of ours, or none where no answer came. */
export class SendingFailed extends Error {
  readonly refusal: WireRefusal | undefined;
  constructor(refusal: WireRefusal | undefined, cause?: unknown) {
    super(refusal?.message ?? "no answer came", { cause });
    this.refusal = refusal;
  }
}
