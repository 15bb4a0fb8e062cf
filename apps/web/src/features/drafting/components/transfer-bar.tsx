// How much of a transfer is done. Drawn, not styled: the page's policy allows no style in its markup.
import clsx from "clsx";

const fills = { moving: "fill-accent", done: "fill-vrf", held: "fill-ink3", stopped: "fill-transparent" } as const;

type TransferBarProps = {
  readonly label: string;
  readonly percent: number;
  readonly look: keyof typeof fills;
  readonly isThick?: boolean;
};

export function TransferBar({ label, percent, look, isThick = false }: TransferBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={clsx(
        "overflow-hidden rounded-[1px] border",
        look === "stopped" ? "border-rej" : "border-line bg-raised",
        isThick ? "h-2" : "h-1.5",
      )}
    >
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden className="block size-full">
        <rect width={percent} height="1" className={fills[look]} />
        {look === "held" && stripes.map((x) => <rect key={x} x={x} width="0.5" height="1" className="fill-raised" />)}
      </svg>
    </div>
  );
}

/** What is held shows gaps. */
const stripes = Array.from({ length: 66 }, (_, at) => at * 1.5 + 1);
