// Names in the environment that look like settings and are none: a slip of the pen is refused, anything else is told of.
import { SettingError } from "./setting-error.ts";

/** Read by the client, by the tests and by their tools, which may share an environment with the server. */
const elsewhere =
  /^CHANCERY_(URL|TOKEN|BROWSER|FULL|SEED|MUTATION|WRITE_DOCS|PROVE_REPORT|E2E_[A-Z_]+|TEST_[A-Z_]+|CONFIG[A-Z_]*)$/;
const mostEdits = 2;

/**
 * The names that nothing reads, to be told of. Throws SettingError for one within two edits of a setting's, or that
 * differs from it only in case and underscores: as it stands, the setting it means would quietly keep its default.
 */
export function unknownNames(names: readonly string[], known: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => /^CHANCERY_/i.test(name) && !known.includes(name) && !elsewhere.test(name));
  for (const name of unknown) {
    const meant = known.find((setting) => isSlipOf(name, setting));
    if (meant !== undefined) throw new SettingError(`${name} is not a setting: write ${meant}, or remove it`);
  }
  return unknown;
}

const folded = (name: string) => name.toUpperCase().replaceAll("_", "");
const isSlipOf = (name: string, setting: string): boolean =>
  folded(name) === folded(setting) || editsBetween(name.toUpperCase(), setting) <= mostEdits;

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const ways = [rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (isSame ? 0 : 1)];
      row.push(Math.min(...ways, isSwap ? rows[i - 2]![j - 2]! + 1 : Infinity));
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}
