// A digest as people meet it: the strip, its two ends, and the whole of it to copy.
import { CopyButton } from "./copy-button.tsx";
import { digestBars, shortDigest } from "./digest-bars.ts";

/** The 16 bars alone; decorative, since the digest stands beside them. */
export function DigestStrip({ sha256 }: { readonly sha256: string }) {
  return (
    <svg
      viewBox="0 0 47 12"
      aria-hidden="true"
      focusable="false"
      className="inline-block h-3 w-11.75 shrink-0 text-ink2"
    >
      <path d={barsPath(sha256)} fill="currentColor" />
    </svg>
  );
}

/** One path for all bars: a table of a hundred files holds as many strips. */
const barsPath = (sha256: string) =>
  digestBars(sha256)
    .map((height, index) => `M${index * 3} 12v-${height}h2v${height}z`)
    .join("");

type DigestProps = {
  readonly sha256: string;
  readonly isWhole?: boolean;
  readonly hasPrefix?: boolean;
  readonly canCopy?: boolean;
};

export function Digest({ sha256, isWhole = false, hasPrefix = true, canCopy = true }: DigestProps) {
  const full = `sha256:${sha256}`;
  const text = (
    <span className="mono min-w-0" title={full}>
      {hasPrefix && "sha256:"}
      {isWhole ? sha256 : shortDigest(sha256)}
    </span>
  );
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5 align-middle">
      <DigestStrip sha256={sha256} />
      {/* Where there is no room for all, the button stays with what it copies. */}
      {canCopy ? (
        <span className="flex min-w-0 items-center gap-x-1.5">
          {text}
          <CopyButton text={full} what="digest" />
        </span>
      ) : (
        text
      )}
    </span>
  );
}
