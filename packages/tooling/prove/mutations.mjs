// One small break per guarantee, and the test that must notice it. The source of docs/guarantees.md.
import { actMutations } from "./mutations/acts.mjs";
import { catalogueMutations } from "./mutations/catalogue.mjs";
import { coreMutations } from "./mutations/core.mjs";
import { bulkMutations } from "./mutations/bulk.mjs";
import { makersMutations } from "./mutations/makers.mjs";
import { disablingMutations } from "./mutations/disabling.mjs";
import { draftingMutations } from "./mutations/drafting.mjs";
import { disclosureMutations } from "./mutations/disclosures.mjs";
import { formatMutations } from "./mutations/formats.mjs";
import { ingestMutations } from "./mutations/ingest.mjs";
import { identityMutations } from "./mutations/identity.mjs";
import { holderMutations } from "./mutations/holders.mjs";
import { lawMutations } from "./mutations/laws.mjs";
import { objectionMutations } from "./mutations/objections.mjs";
import { processMutations } from "./mutations/processes.mjs";
import { reviewMutations } from "./mutations/reviews.mjs";
import { servicesMutations } from "./mutations/services.mjs";
import { shellMutations } from "./mutations/shells.mjs";
import { shownMutations } from "./mutations/shown.mjs";
import { storageMutations } from "./mutations/storage.mjs";
import { followedMutations } from "./mutations/followed.mjs";
import { truthMutations } from "./mutations/truth.mjs";
import { surfaceMutations } from "./mutations/surface.mjs";
import { textMutations } from "./mutations/texts.mjs";
import { promotionRowMutations } from "./mutations/promotion-rows.mjs";
import { uploadMutations } from "./mutations/uploads.mjs";
import { policyMutations } from "./mutations/policies.mjs";
import { voteMutations } from "./mutations/votes.mjs";

/**
 * @typedef {object} Mutation
 * @property {keyof typeof import("./guarantees.mjs").areas} area the law of the product, or what else must hold, that it belongs to
 * @property {true} [isInCi] the one of its area that CI breaks each time
 * @property {string} guarantee what holds, in words a reader of docs/guarantees.md understands
 * @property {string} file the source that is broken, from the top of the repository
 * @property {string} find text that stands there exactly once
 * @property {string} replace what takes its place
 * @property {string} test the test file that must notice
 * @property {string} title part of the full title of the test named after the guarantee
 * @property {"postgres"} [engine] set where only PostgreSQL can show it
 */

/** @type {readonly Mutation[]} */
export const mutations = [
  ...policyMutations,
  ...lawMutations,
  ...coreMutations,
  ...bulkMutations,
  ...makersMutations,
  ...uploadMutations,
  ...catalogueMutations,
  ...servicesMutations,
  ...disablingMutations,
  ...reviewMutations,
  ...voteMutations,
  ...promotionRowMutations,
  ...objectionMutations,
  ...storageMutations,
  ...ingestMutations,
  ...shellMutations,
  ...identityMutations,
  ...holderMutations,
  ...formatMutations,
  ...textMutations,
  ...truthMutations,
  ...followedMutations,
  ...shownMutations,
  ...disclosureMutations,
  ...actMutations,
  ...draftingMutations,
  ...surfaceMutations,
  ...processMutations,
];
