// Sizes in words, for a page and for a terminal.

const units = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** `2.10 GB`: decimal units, as disks and networks are sold. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? String(value) : value.toFixed(value < 10 ? 2 : 1)} ${units[unit] ?? "B"}`;
}
