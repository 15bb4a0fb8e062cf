// Every page and the parameters its address takes: one table, read by `answered` before the page is.
import {
  actClasses,
  instantForms,
  isUuid,
  namesActs,
  parseReference,
  plainText,
  promotionTabs,
  readInstant,
  SearchText,
  TeamSlug,
} from "@chancery/core";
import { portalKey, type Portal } from "./portal-door.ts";
import type { Parameter, Schema } from "./search-params.ts";

const oneOf = <const T extends string>(values: readonly T[]): Parameter<T> => ({
  accepts: `one of ${values.join(", ")}`,
  read: (text) => values.find((value) => value === text),
});
const matching = (accepts: string, isAccepted: (text: string) => boolean): Parameter => ({
  accepts,
  read: (text) => (isAccepted(text) ? text : undefined),
});
const words = matching("up to 200 characters of text", (text) => SearchText.safeParse(text).success);
const fewWords = matching(
  "up to 8 words, 200 characters in all",
  (text) => SearchText.safeParse(text).success && text.split(/\s+/).length <= 8,
);
const team = matching("the slug of a team, such as speech", (text) => TeamSlug.safeParse(text).success);
const id = matching("an id", isUuid);
/** Which there are, the registry says. */
const named = (what: "stages" | "tiers"): Parameter => {
  const names = () => (globalThis as { [portalKey]?: Pick<Portal, typeof what> })[portalKey]?.[what].names ?? [];
  return {
    get accepts() {
      return `one of ${names().join(", ")}`;
    },
    read: (text) => names().find((name) => name === text),
  };
};
const stage = named("stages");
const tier = named("tiers");
/** Whose list it is of is sealed in it: the server opens it. */
const pageKey = matching("the key given by the page before", (text) => /^[\w-]{1,1900}\.[\w-]{1,90}$/.test(text));
const pageNumber = matching("the number of a page", (text) => /^[1-9]\d{0,5}$/.test(text));
const revision = matching("the number of a revision", (text) => /^[1-9]\d{0,5}$/.test(text));
const instant: Parameter = { accepts: instantForms, read: (text) => readInstant(text)?.toISOString() };
const day = matching(instantForms, (text) => readInstant(text) !== undefined);
const reference = matching(
  "a version, such as team/name:12 or team/name@production",
  (text) => text.length <= 400 && parseReference(text).ok,
);

const typed = matching("up to 400 characters of text", (text) => plainText(400).safeParse(text).success);

/** By the folder of the page. A page that is not in it does not build; one that takes nothing has an empty row. */
export const pageQueries = {
  "/admin/grants": { holder: id, after: pageKey },
  "/admin/groups": { after: pageKey },
  "/admin/groups/[slug]": { after: pageKey },
  "/admin/people": { after: pageKey },
  "/admin/people/[id]": {},
  "/admin/roles": {},
  "/admin/service-accounts": { owner: id, after: pageKey },
  "/admin/teams": { after: pageKey },
  "/audit": {
    q: fewWords,
    actor: fewWords,
    kind: matching("an act, such as promotion.voted, or its first part, such as promotion", namesActs),
    class: oneOf(actClasses),
    subject: fewWords,
    outcome: oneOf(["success", "denied", "failure"]),
    requestId: matching("the id of a request", (text) => /^[\x21-\x7e]{1,100}$/.test(text)),
    from: day,
    to: day,
    after: pageKey,
  },
  "/audit/integrity": {},
  "/audit/[index]": { open: oneOf(["text"]) },
  // What is no reference is said beside the form, where it can be mended.
  "/compare": { v: { ...typed, atMost: 2 }, only: oneOf(["changed"]), page: pageNumber },
  "/datasets": { q: words, after: pageKey },
  "/datasets/[id]": { after: pageKey },
  "/models": { q: words, team, stage, tier, after: pageKey },
  "/models/new": {},
  "/models/[team]/[name]": { part: pageNumber },
  "/models/[team]/[name]/history": { at: instant, after: pageKey },
  "/models/[team]/[name]/settings": {},
  "/models/[team]/[name]/versions": { after: pageKey },
  "/models/[team]/[name]/versions/new": {},
  "/models/[team]/[name]/v/[number]": { against: stage },
  "/models/[team]/[name]/v/[number]/card": { part: pageNumber },
  "/models/[team]/[name]/v/[number]/draft": {},
  "/models/[team]/[name]/v/[number]/files": { after: pageKey },
  "/models/[team]/[name]/v/[number]/evaluations": { after: pageKey },
  "/models/[team]/[name]/v/[number]/lineage": { after: pageKey },
  "/models/[team]/[name]/v/[number]/promotions": { after: pageKey },
  "/promotions/[number]": { revision, after: pageKey },
  "/promotions/new": { version: reference, stage },
  "/reviews": { tab: oneOf(promotionTabs), after: pageKey },
  "/settings/profile": {},
  "/settings/sessions": { after: pageKey },
  "/settings/tokens": { of: id, after: pageKey },
} as const satisfies Readonly<Record<string, Schema>>;

export type PagePath = keyof typeof pageQueries;
