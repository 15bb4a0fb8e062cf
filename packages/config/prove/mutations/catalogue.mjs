// Breaks of what the catalogue shows: names that mislead, lists, histories, comparisons, the summary of a model.

const core = "packages/core/src";
const services = "packages/services/src";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const catalogueMutations = [
  {
    area: "shown",
    isInCi: true,
    guarantee: "Aliases that read alike are one alias",
    file: `${core}/alias.ts`,
    find: "names.filter((other) => other !== name && collisionKey(other) === collisionKey(name));",
    replace: "[];",
    test: `${services}/models/aliases.test.ts`,
    title: "fold like model names: one that reads like another is refused, and either spelling finds it",
  },
  {
    area: "shown",
    guarantee: "Two spellings of an alias, set at once, leave one alias",
    file: `${services}/models/set-alias.ts`,
    find: "before ? before.nameKey : collisionKey(name)",
    replace: "null",
    test: `${services}/models/aliases.test.ts`,
    title: "fold like model names: one that reads like another is refused, and either spelling finds it",
  },
  {
    area: "shown",
    guarantee: "A label stands on one version of a model, whatever its case",
    file: `${core}/version.ts`,
    find: '[{ code: "label_taken", message: `version ${other.number} has the label ${label} already` }]',
    replace: "[]",
    test: `${services}/versions/create.test.ts`,
    title: "refuses a label that is no semantic version, or that reads like another of the model",
  },
  {
    area: "shown",
    guarantee: "A dataset's name and version stand for the same bytes everywhere in a team",
    file: `${core}/dataset.ts`,
    find: "other.sha256 !== sha256",
    replace: "false",
    test: `${services}/datasets/datasets.test.ts`,
    title: "refuses other bytes under the same name and version of a team, in whatever case, by either way in",
  },
  {
    area: "shown",
    guarantee: "A filter in an address is understood, or the page says what is wrong with it",
    file: "apps/web/src/search-params.ts",
    find: "if (wrong === undefined) return undefined;",
    replace: "return undefined;",
    test: "apps/web/src/search-params.test.ts",
    title: "understands at, or says what is wrong with it",
  },
  {
    area: "shown",
    guarantee: "The future is not answered with now",
    file: `${services}/models/history.ts`,
    find: "at.getTime() > now.getTime() + toleranceMs",
    replace: "false",
    test: `${services}/models/history.test.ts`,
    title: "refuses the future, reads every way to write a moment, and answers nothing for before there was anything",
  },
  {
    area: "shown",
    guarantee: "A version in production keeps its comparison with what it replaced",
    file: `${services}/versions/incumbent.ts`,
    find: "return before && { ...before, stage, isReplaced: true };",
    replace: "return undefined;",
    test: `${services}/versions/get.test.ts`,
    title: "keeps its comparison with what it replaced once it is in production itself",
  },
  {
    area: "shown",
    guarantee: "Who held a stage on a date is named with who let it in, however much came after",
    file: `${services}/models/history.ts`,
    find: "await occupancyViews(reader, [...rows, ...then]);",
    replace: "await occupancyViews(reader, rows);",
    test: `${services}/models/history.test.ts`,
    title: "names who let in whoever held a stage then, however many stays of other stages came after",
  },
];
