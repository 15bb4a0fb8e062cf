// All files of this page together: how much is at the server, how fast it goes, and the speed of the last minute.
"use client";
import dynamic from "next/dynamic";
import type { UploadTotals } from "#features/uploads/upload-file.ts";
import { countsText, onTheWay, percentOf, spanText, speedText, totalText } from "../transfer-words.ts";
import { TransferBar } from "./transfer-bar.tsx";

/** Comes with the first file; without a connection there is no speed to draw. */
const SpeedCurve = dynamic(() =>
  import("./speed-curve.tsx").then(
    (loaded) => loaded.SpeedCurve,
    () => () => null,
  ),
);

export function UploadTotal({ totals }: { readonly totals: UploadTotals }) {
  const { counts, sizeBytes, bytesPerSecond, secondsLeft } = totals;
  const isMoving = onTheWay(counts) > 0;
  const hasBytes = sizeBytes > 0;
  const without = counts.paused > 0 ? ", without what is paused" : "";
  return (
    <section className="px-4 pt-3.25 pb-3" aria-label="All files">
      <div className="grid items-end gap-x-4 gap-y-1 nav:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-w-0">
          <h2 className="m-0 mb-1 text-body font-semibold">{hasBytes ? totalText(totals) : "Nothing is on its way"}</h2>
          <p className="m-0 text-meta text-ink3">
            {isMoving && (
              <>
                <strong className="mono font-semibold text-ink">{speedText(bytesPerSecond)}</strong>
                {secondsLeft !== undefined && ` · about ${spanText(secondsLeft)}${without}`} ·{" "}
              </>
            )}
            {countsText(counts)}
          </p>
        </div>
        <SpeedCurve bytesPerSecond={bytesPerSecond} isOn={isMoving} />
      </div>
      {hasBytes && (
        <div className="mt-2">
          <TransferBar label="All files" percent={percentOf(totals)} look={barLook(totals)} isThick />
        </div>
      )}
    </section>
  );
}

/** Green only once all of it is there: what is paused or failed is held. */
function barLook({ counts }: UploadTotals): "moving" | "held" | "done" {
  if (onTheWay(counts) > 0) return "moving";
  return counts.paused + counts.failed > 0 ? "held" : "done";
}
