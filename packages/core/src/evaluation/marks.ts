// What a measurement is marked by.

export const measurementMarks = ["rested-on", "after-dossier", "after-approval", "by-contributor"] as const;
/** `rested-on`: the approval rested on it. `after-…`: recorded after the dossier was frozen, or after it was approved. */
export type MeasurementMark = (typeof measurementMarks)[number];

/** What is said of a measurement besides its value. */
export const markWords = {
  "rested-on": "the approval rested on it",
  "after-dossier": "recorded after the dossier was frozen",
  "after-approval": "recorded after the approval",
  "by-contributor": "by a contributor",
} as const satisfies Record<MeasurementMark, string>;
