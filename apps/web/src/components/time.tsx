// A moment: absolute and in UTC, how long ago only on hover.
import { absolute, relative } from "./time-text.ts";

type TimeProps = {
  /** ISO 8601. */
  readonly at: string;
  /** Where the column head says UTC already. */
  readonly isBare?: boolean;
  readonly hasSeconds?: boolean;
};

export function Time({ at, isBare = false, hasSeconds = false }: TimeProps) {
  return (
    <time dateTime={at} title={relative(at, Date.now())} className="mono whitespace-nowrap" suppressHydrationWarning>
      {absolute(at, hasSeconds)}
      {!isBare && " UTC"}
    </time>
  );
}
