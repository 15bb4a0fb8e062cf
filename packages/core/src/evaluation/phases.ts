// When a model is measured.

export const phases = ["training", "validation", "monitoring"] as const;
export type Phase = (typeof phases)[number];
