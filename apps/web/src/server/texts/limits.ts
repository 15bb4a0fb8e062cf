// What formatting one text may take. The parser is cubic on some texts: what exceeds a limit is shown as it was written.

export const textLimits = {
  bytes: 200_000,
  /** From handing the text over to its tree. */
  wallMs: 5_000,
  /** Blocks and lines inside one another. */
  depth: 32,
  /** A page is made of them on the thread that answers everybody. */
  nodes: 5_000,
  /** Of its tree on a page, which is to stay within 300 kB of HTML before compression. */
  pageBytes: 210_000,
  heapMegabytes: 96,
} as const;
