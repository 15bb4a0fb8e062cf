// What a vote binds, part by part, and the revisions of what it was cast on.
const services = "packages/services/src";
const parts = {
  area: "reviews",
  file: `${services}/promotions/parts.ts`,
  test: `${services}/promotions/parts.test.ts`,
};

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const voteMutations = [
  {
    ...parts,
    guarantee: "A change of the version's card makes an approval stale",
    find: "card: card?.digest ?? emptyCardDigest,",
    replace: "card: emptyCardDigest,",
    title: "is stale once the version's card is revised",
  },
  {
    ...parts,
    guarantee: "A change of the model's card makes an approval stale",
    find: "modelCard: modelCard?.digest ?? emptyCardDigest,",
    replace: "modelCard: emptyCardDigest,",
    title: "is stale once the model's card is revised",
  },
  {
    ...parts,
    guarantee: "A change of the tags makes an approval stale",
    find: "tags: tags?.digest ?? noTagsDigest,",
    replace: "tags: noTagsDigest,",
    title: "is stale once a tag is set",
  },
  {
    ...parts,
    guarantee: "Another measured value makes an approval stale",
    find: "evaluations: evaluationsDigest(sides.get(versionId)!),",
    replace: "evaluations: tierDigest(null),",
    title: "is stale once another value is measured",
  },
  {
    ...parts,
    guarantee: "A change of the lineage makes an approval stale",
    find: "lineage: lineageDigest(await boundEdges(reader, versionId)),",
    replace: "lineage: lineageDigest([]),",
    title: "is stale once an edge is recorded",
  },
  {
    ...parts,
    guarantee: "A change of the tier makes an approval stale",
    find: "tier: tierDigest(tier),",
    replace: "tier: tierDigest(null),",
    title: "is stale once the tier is assessed",
  },
  {
    ...parts,
    guarantee: "Another incumbent makes an approval stale",
    find: "incumbent: incumbentDigest(theirs ?? null),",
    replace: "incumbent: incumbentDigest(null),",
    title: "is stale once another version becomes the incumbent",
  },
  {
    ...parts,
    guarantee: "Another policy in force makes an approval stale",
    find: "policy: policy.digest,\n  };",
    replace: 'policy: "0".repeat(64),\n  };',
    title: "is stale once the policy in force is another",
  },
  {
    ...parts,
    guarantee: "Monitoring after the request makes no approval stale",
    find: "{ monitoredUntil: createdAt }",
    replace: "{}",
    title: "counts on after monitoring is recorded",
  },
  {
    ...parts,
    guarantee: "A value that is shown already makes no approval stale",
    file: "packages/core/src/vote-parts.ts",
    find: "metric.lower ?? null,",
    replace: "metric.lower ?? evaluation.id,",
    title: "counts on after a value that is shown is measured again",
  },
  {
    ...parts,
    guarantee: "The act that changes a part marks the dossier old",
    file: `${services}/command.ts`,
    find: "await markOldAfter(tx, { kinds, subject, about, entryId: id });",
    replace: "",
    title: "is stale once the version's card is revised",
  },
  {
    ...parts,
    guarantee: "A vote names the newest revision of the dossier",
    file: `${services}/promotions/vote.ts`,
    find: `refuseIf(whyNotOnRevision(before.row, input), "POLICY_UNMET");`,
    replace: "",
    title: "is refused on a revision that is not the newest, though nothing it shows changed",
  },
  {
    ...parts,
    guarantee: "What changes makes an approval stale, never an objection",
    file: "packages/core/src/promotion.ts",
    find: `(cast) => cast.decision === "request-changes" && !isDismissed(cast)`,
    replace: `(cast) => cast.decision === "request-changes" && !isDismissed(cast) && !isStale(cast, promotion.digests)`,
    test: `${services}/promotions/vote.test.ts`,
    title: "keeps an objection whatever of the content changes, until its author agrees",
  },
];
