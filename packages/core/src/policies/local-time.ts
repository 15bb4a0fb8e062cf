// Times as a clock on the wall shows them, in a zone of the IANA database that the runtime carries.

export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false; // RangeError, as Intl says it
  }
}

/**
 * The instants, in ms since the epoch, at which a clock in `zone` shows `local` (`YYYY-MM-DDTHH:MM`): one; two where clocks go back over it; none where
 * they go forward over it. Undefined for a day that no calendar has.
 */
export function instantsOf(local: string, zone: string): readonly number[] | undefined {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== local) return undefined;
  const clock = clockOf(zone);
  const offsets = new Set([-1, 0, 1].map((days) => offsetAt(asUtc + days * dayMs, clock)));
  return [...offsets].map((offset) => asUtc - offset).filter((at) => at + offsetAt(at, clock) === asUtc);
}

const dayMs = 86_400_000;
const clockOf = (timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  });

/** How far the clock is ahead of UTC, in ms. */
function offsetAt(instant: number, clock: Intl.DateTimeFormat): number {
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"]);
  return shown - instant;
}
