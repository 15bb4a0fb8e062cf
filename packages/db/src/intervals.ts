// Intervals of one thing follow one another, whatever the clocks of several processes say.

export const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** Where the next one begins: now, but after the last one began, and not before it ended. */
export const after = (last: { readonly from: Date; readonly to: Date | null } | undefined, now: Date): Date =>
  last ? later(now, last.to ?? new Date(last.from.getTime() + 1)) : now;
