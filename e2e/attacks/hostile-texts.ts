// Texts on which a careless parser or pattern takes for ever, and every place of ours that a text can be sent to.
import { mutation, query, sha256, type Asked, type Scene } from "./scene.ts";

const upTo = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Each as long as the place takes. What a parser backtracks over, nests, or looks ahead for. */
export const hostileTexts: Readonly<Record<string, (length: number) => string>> = {
  "addresses that never end": (length) => upTo("www.a_", length),
  "quotes in quotes": (length) => upTo(">", length),
  "open brackets": (length) => upTo("[", length),
  "open images": (length) => upTo("![](", length),
  "open emphasis": (length) => upTo("*a ", length),
  "emphasis of many kinds": (length) => upTo("*_~a", length),
  "runs of backticks": (length) => {
    let text = "";
    for (let run = 1; text.length < length; run += 1) text += `a${"`".repeat(run)}`;
    return text.slice(0, length);
  },
  comments: (length) => upTo("<!--", length),
  "open tags": (length) => upTo("<a ", length),
  parentheses: (length) => upTo("(", length),
  "one letter and a stop": (length) => `${"a".repeat(length - 1)}!`,
  "digits and a stop": (length) => `${"1".repeat(length - 1)}!`,
  spaces: (length) => `a${" ".repeat(length - 2)}b`,
  "line ends": (length) => `a${"\n".repeat(length - 2)}b`,
  percents: (length) => upTo("%", length),
  slashes: (length) => `${"/".repeat(length - 1)}a`,
  "dots and dashes": (length) => upTo("a.-", length),
  "e-mail addresses": (length) => upTo("a.a@a.", length),
  "table cells": (length) => upTo("|a", length),
  lists: (length) => upTo("- ", length),
  "definitions of one another": (length) => upTo("[a]: a\n[^a]: ", length),
  references: (length) => upTo("&#x61;&amp;", length),
  "combining marks": (length) => `e${upTo("\u0315\u0300\u05ae\u{1d165}", length - 1)}`.slice(0, length - 1),
  pictures: (length) => upTo("👩‍👩‍👧", length - (length % 8)),
  "letters that stand for others": (length) => upTo("4@8({[<369&#!1/|0$5+7%2", length),
  "what cannot be seen": (length) => upTo("\u200b\u202e", length),
  "front matter": (length) => upTo("---\na: &a [*a, *a]\n", length),
  NUL: (length) => upTo("a\u0000", length),
};

/** The text as a header may carry it. */
const inHeader = (text: string) => text.replace(/[^\x20-\x7e]/g, "~");
const someone = "018f0000-0000-7000-8000-000000000000";
const model = "speech/vad";

type Place = {
  readonly name: string;
  /** In characters: the place's own limit, or what a request's head holds. */
  readonly length: number;
  ask(scene: Scene, text: string): Asked;
};

const act = (name: string, length: number, input: (text: string, scene: Scene) => object, procedure = name): Place => ({
  name,
  length,
  ask: (scene, text) => mutation("maker", procedure.split(" ")[0] ?? procedure, input(text, scene)),
});
const ask = (name: string, length: number, input: (text: string) => object): Place => ({
  name,
  length,
  ask: (_scene, text) => query("maker", name.split(" ")[0] ?? name, input(text)),
});
const header = (name: string, path = "/api/v1/info"): Place => ({
  name: `header ${name}`,
  length: 12_000,
  ask: (_scene, text) => ({ as: "maker", path, headers: { [name]: inHeader(text) } }),
});
const page = (name: string, path: (text: string) => string): Place => ({
  name: `page ${name}`,
  length: 2_000,
  ask: (_scene, text) => ({ as: "maker", path: path(encodeURIComponent(text)) }),
});

export const places: readonly Place[] = [
  act("models.create name", 128, (name) => ({ team: "speech", name })),
  act("models.update description", 4_000, (description, { modelId }) => ({ modelId, description, revision: 1_000 })),
  act("models.update tags", 1_000, (text, { modelId }) => ({
    modelId,
    tags: { [text]: "a", a: text },
    revision: 1_000,
  })),
  act("models.setAlias name", 255, (name, { modelId }) => ({ modelId, name, versionId: someone })),
  act("models.assessTier rationale", 4_000, (rationale, { modelId }) => ({
    modelId,
    tier: "high",
    exposure: rationale.slice(0, 200),
    purpose: rationale.slice(0, 200),
    rationale: rationale.slice(0, 9),
  })),
  act("versions.create label", 64, (label) => ({ model: "speech/none", label })),
  act("versions.create model", 300, (text) => ({ model: text })),
  act("versions.create params", 6_000, (text) => ({
    model: "speech/none",
    params: { [text.slice(0, 250)]: "a", a: text },
    environment: { a: text },
  })),
  act("versions.create descriptor", 2_000, (text) => ({
    model: "speech/none",
    kind: "external",
    descriptor: { supplier: text.slice(0, 200), product: "p", version: "1", endpoint: `https://${text}` },
  })),
  act("versions.reviseTags", 1_000, (text) => ({ versionId: someone, tags: { [text]: "a", a: text }, revision: 0 })),
  act("evaluations.record", 200, (text) => ({
    versionId: someone,
    phase: "validation",
    dataset: { name: text.slice(0, 128), sha256: sha256(text) },
    slice: text,
    metrics: [{ name: text, value: `1${text.replace(/\D/g, "0")}`, direction: "higher" }],
  })),
  act("lineage.record", 2_000, (text) => ({
    versionId: someone,
    kind: "built_from",
    repository: `https://${text}`,
    commit: text,
  })),
  act("datasets.register name", 128, (name) => ({ team: "speech", name, version: name, sha256: sha256(name) })),
  act("promotions.request reason", 4_000, (reason) => ({ versionId: someone, stage: "production", reason })),
  act("promotions.vote note", 4_000, (note) => ({ promotionId: someone, decision: "approve", note })),
  act("tokens.create name", 200, (name) => ({ name, scopes: [name], expiresInDays: 0 })),
  act("people.add", 320, (text) => ({ name: text, email: `${text}@${text}` })),
  act("identity.acceptInvitation password", 1_000, (password) => ({ code: "none", password })),
  act("identity.changePassword", 128, (next) => ({ current: "not this one", next })),
  act("a body that is no JSON", 200_000, (text) => text as unknown as object, "models.create"),
  ask("search.find", 200, (q) => ({ q })),
  ask("models.list q", 200, (q) => ({ q })),
  ask("models.list after", 2_000, (after) => ({ after })),
  ask("models.get", 300, (text) => ({ model: text })),
  ask("models.history at", 2_000, (at) => ({ model, at })),
  ask("versions.get", 300, (ref) => ({ ref })),
  ask("versions.resolve", 300, (ref) => ({ ref })),
  ask("versions.compare", 300, (ref) => ({ ref, against: ref })),
  ask("audit.list", 200, (text) => ({ q: text, actor: text, subject: text, kind: text, from: text })),
  ask("datasets.list", 200, (q) => ({ q })),
  {
    name: "the path of an upload",
    length: 1_024,
    ask: ({ draftId }, path) => ({
      as: "maker",
      method: "POST",
      path: "/api/v1/uploads",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ versionId: draftId, path, sizeBytes: -1, sha256: path }),
    }),
  },
  ...["cookie", "accept", "accept-encoding", "accept-language", "authorization", "traceparent", "user-agent"].map(
    (name) => header(name, "/models"),
  ),
  ...["next-router-state-tree", "next-url", "rsc", "x-forwarded-for", "x-forwarded-host", "content-type"].map((name) =>
    header(name, "/models"),
  ),
  ...["range", "if-none-match", "if-range", "idempotency-key", "x-chancery-client"].map((name) => header(name)),
  page(
    "models",
    (text) => `/models?q=${text.slice(0, 1_500)}&team=a&stage=${text.slice(0, 90)}&after=${text.slice(0, 300)}`,
  ),
  page("audit", (text) => `/audit?q=${text.slice(0, 600)}&actor=${text.slice(0, 300)}&from=${text.slice(0, 300)}`),
  page("compare", (text) => `/compare?v=${text.slice(0, 3_000)}`),
  page("history", (text) => `/models/speech/vad/history?at=${text.slice(0, 3_000)}`),
  page("login", (text) => `/login?next=${text.slice(0, 3_000)}`),
  page("of a model", (text) => `/models/speech/${text.slice(0, 3_000)}`),
];

/** JSON that nests or grows without a text in it. */
export const hostileBodies: Readonly<Record<string, string>> = {
  "lists in lists": `${"[".repeat(200_000)}${"]".repeat(200_000)}`,
  "objects in objects": `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  "lists in a field": `{"team":"speech","name":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
  "many keys": `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":1`).join(",")}}`,
  "keys that hash alike": `{${Array.from({ length: 60_000 }, (_, n) => `"${n}":1`).join(",")}}`,
  "a long number": `{"a":${"9".repeat(500_000)}}`,
};
