// Breaks of the page on which a draft is filled: what it reads from files, and when it calls a draft ready.

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const draftingMutations = [
  {
    area: "shown",
    guarantee: "Which way a metric from a file is better is never guessed: where nobody says it, its person is asked",
    file: "apps/web/src/features/drafting/evaluation-input.ts",
    find: "return known && { direction: known.direction",
    replace: 'return { direction: known?.direction ?? "higher"',
    test: "apps/web/src/features/drafting/evaluation-input.test.ts",
    title: "a direction is nobody where nobody said",
  },
  {
    area: "record",
    guarantee: "A file of measurements with a cell too many or too few is refused, by its line",
    file: "apps/web/src/features/drafting/csv-table.ts",
    find: "if (cells.length === head.length) return [];",
    replace: "if (cells.length > 0) return [];",
    test: "apps/web/src/features/drafting/evaluation-file.test.ts",
    title: "whose shape is wrong is refused as a whole, by the line: a decimal comma",
  },
  {
    area: "record",
    guarantee: "No row of a file of measurements is lost to how its lines end",
    file: "apps/web/src/features/drafting/csv-table.ts",
    find: '.replace(/\\r\\n?/g, "\\n")',
    replace: "",
    test: "apps/web/src/features/drafting/csv-table.test.ts",
    title: "written as CSV is read cell by cell, whatever the separator and the line ends",
  },
  {
    area: "shown",
    guarantee:
      "A draft is not called ready while a file of it is on the way, paused, refused or failed, or typed text is unsent",
    file: "apps/web/src/features/drafting/not-yet.ts",
    find: '...(counts.refused > 0 ? [`${named(files, "refused")} refused`] : []),',
    replace: "",
    test: "apps/web/src/features/drafting/not-yet.test.ts",
    title: "a draft says in words what it lacks",
  },
  {
    area: "shown",
    guarantee: "A name inside other words turns none of them round",
    file: "apps/web/src/components/name-text.tsx",
    find: "<bdi className={className}>{withUnseenShown(of)}</bdi>",
    replace: "<span className={className}>{of}</span>",
    test: "apps/web/src/components/name-text.test.ts",
    title: "a name turns no word beside it",
  },
];
