// How long a session lives.

const hour = 3_600_000;
/** Ends when nothing was asked for so long. */
export const idleMs = 8 * hour;
/** Ends then whatever happens. */
export const absoluteMs = 7 * 24 * hour;
/** The same for admins. */
export const adminAbsoluteMs = 12 * hour;
/** `lastSeenAt` and `lastUsedAt` are this coarse, so that reading does not write. */
export const touchEveryMs = 60_000;

/** The instant before which `lastSeenAt` means idle. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - idleMs);

/** True for what is too old for any session, whatever its row says of its end. */
export const isPastAnySession = (createdAt: Date, now: Date): boolean =>
  now.getTime() - createdAt.getTime() >= absoluteMs;

const maxAheadMs = 24 * hour;
/**
 * True for what was made under a clock that ran more than a day ahead of this one: it would live by as much too long.
 * A clock set back by less ends nothing.
 */
export const isMadeAhead = (createdAt: Date, now: Date): boolean => createdAt.getTime() - now.getTime() > maxAheadMs;
