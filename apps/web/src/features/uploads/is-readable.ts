// Whether a file is still as it was when it was picked.

/** A browser reads no byte of a file that is not as it was when it was picked. */
export const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
