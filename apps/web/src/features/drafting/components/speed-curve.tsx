// The speed of the last minute, a point a second.
"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { speedText } from "../transfer-words.ts";

const seconds = 60;
const width = 240;
const height = 40;

export function SpeedCurve({ bytesPerSecond, isOn }: { readonly bytesPerSecond: number; readonly isOn: boolean }) {
  const [points, setPoints] = useState<readonly number[]>([]);
  const note = useEffectEvent(() => setPoints((were) => [...were, bytesPerSecond].slice(-seconds)));
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => note(), 1000);
    return () => clearInterval(timer);
  }, [isOn]);
  if (points.length < 2) return null;
  const most = Math.max(...points, 1);
  const line = points
    .map(
      (point, at) =>
        `${((at * width) / (points.length - 1)).toFixed(1)} ${(height - 1 - (point / most) * (height - 4)).toFixed(1)}`,
    )
    .join("L");
  const said = `Speed of the last ${points.length} s: ${speedText(Math.min(...points))} to ${speedText(most)}`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said} className="block h-10 w-60 max-nav:hidden">
      <path d={`M0 ${height - 0.5}H${width}`} className="stroke-line" />
      <path d={`M0 ${height - 1}L${line}L${width} ${height - 1}z`} className="fill-accent-bg" />
      <path d={`M${line}`} fill="none" strokeWidth="1.3" className="stroke-accent" />
    </svg>
  );
}
