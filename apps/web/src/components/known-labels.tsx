// What the registry calls its stages, for components that run in the browser.
"use client";
import { createContext, useContext, type ReactNode } from "react";

export type KnownStages = {
  /** The id of the release stage. */
  readonly release: string;
  /** By id. */
  readonly labels: Readonly<Record<string, string>>;
};

const Known = createContext<KnownStages>({ release: "", labels: {} });

export function KnowStages({ stages, children }: { readonly stages: KnownStages; readonly children: ReactNode }) {
  return <Known value={stages}>{children}</Known>;
}

/** The release stage, and what each stage is called. */
export function useStages() {
  const { release, labels } = useContext(Known);
  return { release, labelOf: (stage: string): string => labels[stage] ?? stage };
}
