// A text once typing rests: what the server is asked for while somebody types.
"use client";
import { useEffect, useState } from "react";

const restMs = 60;

/** `text` as it was when it last stayed the same for a moment. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
