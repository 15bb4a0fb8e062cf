// Bodies that are read whole, up to a length: a server says what it sends, never how much of it is held.

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
