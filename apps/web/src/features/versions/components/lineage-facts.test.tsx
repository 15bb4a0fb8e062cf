// Every kind of edge as its page shows it.
import { lineageKinds, type LineageEdge } from "@chancery/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Edge } from "./lineage-facts.tsx";

const commit = "0123456789abcdef0123456789abcdef01234567";
const dataset = { id: "d1", name: "calls", version: "2026", sha256: "ab".repeat(32), status: "active" } as const;
const nowhere = { dataset: null, baseVersion: null };
const edges: { readonly [Kind in LineageEdge["kind"]]: readonly [LineageEdge, string] } = {
  trained_on: [{ kind: "trained_on", facts: {}, dataset, baseVersion: null }, '<a href="/datasets/d1">calls</a>'],
  evaluated_on: [
    { kind: "evaluated_on", facts: {}, dataset: { ...dataset, status: "withdrawn" }, baseVersion: null },
    "withdrawn",
  ],
  built_from: [
    { kind: "built_from", facts: { repository: "git.test/vad", commit, isDirty: true }, ...nowhere },
    "uncommitted changes",
  ],
  produced_by: [
    { kind: "produced_by", facts: { job: "train-42", url: "https://ci.test/42" }, ...nowhere },
    'href="https://ci.test/42" rel="noopener noreferrer nofollow"',
  ],
  derived_from: [
    {
      kind: "derived_from",
      facts: {},
      dataset: null,
      baseVersion: { id: "v", team: "speech", name: "base", number: 3 },
    },
    'href="/models/speech/base/v/3"',
  ],
  deployed_to: [{ kind: "deployed_to", facts: { environment: "eu-west" }, ...nowhere }, ">eu-west</span>"],
};
const shown = (edge: LineageEdge) => renderToStaticMarkup(<Edge edge={edge} />);

it.each(lineageKinds)("shows what %s says", (kind) => {
  const [edge, part] = edges[kind];
  expect(shown(edge)).toContain(part);
});

it("shows a clean build as clean", () => {
  const facts = { repository: "git.test/vad", commit, isDirty: false };
  expect(shown({ kind: "built_from", facts, ...nowhere })).toContain("clean");
  expect(shown({ kind: "built_from", facts: { ...facts, isDirty: true }, ...nowhere })).not.toContain("clean");
});

it("says of a base version that is hidden no more than that", () => {
  expect(shown({ kind: "derived_from", facts: {}, ...nowhere })).toContain("a version you may not see");
});
