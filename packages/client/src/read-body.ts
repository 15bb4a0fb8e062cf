// Bodies of answers: read whole, up to a length (a server says what it sends, never how much of it is held), or piece by piece.

/** The bytes, or undefined, and the rest not received, when there are more than `longestBytes`. */
export async function readBody(response: Response, longestBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const body: ReadableStream<Uint8Array> = response.body ?? new Blob([]).stream();
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    sizeBytes += value.length;
    if (sizeBytes > longestBytes) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * The pieces of a body, until `signal` aborts: then it throws the signal's reason. fetch itself may miss that: on Node 20 what
 * ties a running body to its signal can be collected as garbage, and a body that stands still would be waited for without end.
 */
export async function* piecesOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const body: ReadableStream<Uint8Array> = response.body ?? new Blob([]).stream();
  const reader = body.getReader();
  const cancel = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    signal.throwIfAborted(); // cancelled, a body ends as if it were whole
  } finally {
    signal.removeEventListener("abort", cancel);
    await reader.cancel().catch(() => undefined);
  }
}
