// What is said beside the numbers of a version: notes, marks, and what was left out of the comparison.
import { markWords, type MetricRow, type VersionView } from "@chancery/core";

/** What has to be known beside the numbers: each note once, and each value's marks. */
export function remarksOn(rows: readonly MetricRow[]): string {
  const lines = rows.flatMap(({ name, slice, notes, measured }) => {
    const where = slice === "" ? name : `${name} [${slice}]`;
    const sides = [
      { side: "candidate", of: measured.candidate },
      { side: "incumbent", of: measured.incumbent },
    ];
    return [
      ...notes.map(({ message }) => `${name}: ${message}`),
      ...sides.flatMap(({ side, of }) =>
        [of, ...(of?.others ?? [])].flatMap((one) => {
          const marks = one?.marks.filter((mark) => mark !== "rested-on").map((mark) => markWords[mark]) ?? [];
          return one && marks.length > 0 ? [`${where}, ${side} ${one.value}: ${marks.join(", ")}`] : [];
        }),
      ),
    ];
  });
  const said = [...new Set(lines)];
  const rest = said.length > maxRemarks ? [`and ${said.length - maxRemarks} more: --json has them all`] : [];
  return said.length === 0 ? "" : ["Notes", ...said.slice(0, maxRemarks), ...rest].join("\n");
}
const maxRemarks = 40;

/** Said where a version has more evaluations than a comparison looks at. */
export const cutNote = ({ evaluationCounts: { recorded, compared }, ...version }: VersionView) =>
  recorded > compared &&
  `${compared} of ${recorded} evaluations are compared, the newest of each phase and what an approval rested on: chancery evaluation ls ${version.team}/${version.name}:${version.number} has them all.`;
