// What a version lacks that a decision should rest on, in its verdict line.
import { missingInWords, type Reason } from "@chancery/core";
import { Mark } from "#components/mark.tsx";

export function MissingNote({ missing }: { readonly missing: readonly Reason[] }) {
  if (missing.length === 0) return null;
  return (
    <span className="text-chg">
      <Mark shape="stop" className="mr-1 inline-block size-2.5 align-baseline" />
      <strong className="font-semibold">Missing:</strong> {missingInWords(missing)}.
    </span>
  );
}
