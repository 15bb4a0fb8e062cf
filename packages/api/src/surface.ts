// The whole surface of Chancery: every use-case a person or program may call, by noun and verb, with the doors it has.
// tRPC has all of them; `http` adds a route of /api/v1, which the document and the census take from here; `portal` says why there is none.
import * as use from "@chancery/services";
import { http, portal } from "./doors.ts";
import { createCallerFactory, mutation, query, router, rowsOf } from "./expose.ts";

const secret = portal("a secret link");
const password = portal("a password");
const session = portal("a browser's session");
const warning = portal("a warning on a page");

export const appRouter = router({
  meta: router({
    info: query(
      use.serverInfo,
      http("GET /info", "Get the server's version, and the name and verifier key of its log"),
    ),
    stages: query(use.registryStages, http("GET /stages", "List the registry's stages and tiers")),
  }),
  me: router({ get: query(use.getMe, http("GET /me", "Get the account you act as, and what waits for it")) }),
  identity: router({
    claim: mutation(use.claim, secret),
    acceptInvitation: mutation(use.acceptInvitation, secret),
    resetPassword: mutation(use.resetPassword, password),
    changePassword: mutation(use.changePassword, password),
  }),
  sessions: router({ list: query(use.listSessions, session), end: mutation(use.endSessions, session) }),
  people: router({
    list: query(use.listPeople, http("GET /people", "List people and service accounts")),
    add: mutation(use.addPerson, secret),
    inviteAgain: mutation(use.invitePersonAgain, secret),
    disabling: query(use.disablingOfAccount, warning),
    offerPasswordReset: mutation(use.offerPasswordReset, password),
    disable: mutation(use.disableAccount, http("POST /people/{actorId}/disabling", "Disable an account")),
    enable: mutation(use.enableAccount, http("POST /people/{actorId}/enabling", "Enable a disabled account")),
    askErasure: mutation(
      use.askErasure,
      http("POST /people/{actorId}/erasure", "Ask for the erasure of a person's name and address"),
    ),
    withdrawErasure: mutation(
      use.withdrawErasure,
      http("POST /people/{actorId}/erasure/withdrawal", "Withdraw the request for an erasure"),
    ),
    confirmErasure: mutation(
      use.confirmErasure,
      http("POST /people/{actorId}/erasure/confirmation", "Confirm an erasure that somebody else asked for"),
    ),
    vouch: mutation(use.vouchForHolder, http("POST /people/{actorId}/vouching", "Vouch for the holder of an account")),
    confirmReset: mutation(use.confirmPasswordReset, password),
    cancelReset: mutation(use.cancelPasswordReset, password),
  }),
  serviceAccounts: router({
    appointed: query(use.appointedServiceAccounts, warning),
    create: mutation(use.createServiceAccount, http("POST /service-accounts 201", "Create a service account")),
    proposeOwner: mutation(
      use.proposeOwner,
      http("POST /service-accounts/{actorId}/handover", "Propose another owner of a service account"),
    ),
    accept: mutation(
      use.acceptServiceAccount,
      http("POST /service-accounts/{actorId}/handover/acceptance", "Accept a service account that you are to own"),
    ),
  }),
  teams: router({
    list: query(use.listTeams, http("GET /teams", "List teams")),
    create: mutation(use.createTeam, http("POST /teams 201", "Create a team")),
  }),
  groups: router({
    list: query(use.listGroups, http("GET /groups", "List groups")),
    get: query(use.getGroup, http("GET /groups/{groupId}", "Get a group")),
    members: query(use.listGroupMembers, http("GET /groups/{groupId}/members", "List the members of a group")),
    create: mutation(use.createGroup, http("POST /groups 201", "Create a group")),
    addMember: mutation(use.addGroupMember, http("POST /groups/{groupId}/members 201", "Add a member to a group")),
    confirmMember: mutation(
      use.confirmGroupMember,
      http("POST /memberships/{membershipId}/confirmation", "Confirm a membership that somebody else gave"),
    ),
    removeMember: mutation(
      use.removeGroupMember,
      http("DELETE /memberships/{membershipId}", "Remove a member from a group"),
    ),
  }),
  grants: router({
    list: query(use.listGrants, http("GET /grants", "List grants: who holds which role, and where")),
    give: mutation(use.giveGrant, http("POST /grants 201", "Grant a role to a person, a service account or a group")),
    confirm: mutation(
      use.confirmGrant,
      http("POST /grants/{grantId}/confirmation", "Confirm a grant that somebody else gave"),
    ),
    end: mutation(use.endGrant, http("DELETE /grants/{grantId}", "End a grant")),
  }),
  appointments: router({
    waiting: query(use.waitingAppointments, http("GET /appointments", "List grants and memberships that wait")),
  }),
  tokens: router({
    list: query(use.listTokens, http("GET /tokens", "List API tokens, never their secrets")),
    create: mutation(use.createToken, http("POST /tokens 201", "Create an API token; it is shown this once")),
    revoke: mutation(use.revokeToken, http("DELETE /tokens/{tokenId}", "Revoke an API token")),
  }),
  search: router({
    find: query(use.findAnything, http("GET /search", "Find models, versions, datasets, promotions and people")),
  }),
  models: router({
    list: query(use.listModels, http("GET /models", "List models")),
    get: query(use.getModel, http("GET /models/{modelId}", "Get a model")),
    history: query(use.modelHistory, http("GET /models/{modelId}/history", "List what happened to a model")),
    create: mutation(use.createModel, http("POST /models 201", "Register a model")),
    update: mutation(
      use.updateModel,
      http("PATCH /models/{modelId}", "Change a model's description, tags or visibility"),
    ),
    reviseCard: mutation(use.reviseModelCard, http("PUT /models/{modelId}/card", "Revise a model's card")),
    assessTier: mutation(
      use.assessTier,
      http("POST /models/{modelId}/tier-assessments 201", "Assess a model's risk tier"),
    ),
    confirmTier: mutation(
      use.confirmTier,
      http("POST /tier-assessments/{assessmentId}/confirmation", "Confirm that a model's tier is lowered"),
    ),
    refuseTier: mutation(
      use.refuseTier,
      http("POST /tier-assessments/{assessmentId}/refusal", "Refuse that a model's tier is lowered"),
    ),
    metrics: query(use.listModelMetrics, http("GET /models/{modelId}/metrics", "List a model's metrics")),
    setMetric: mutation(
      use.setModelMetric,
      http("PUT /models/{modelId}/metrics/{name}", "Say which direction of a metric is better"),
    ),
    setMainMetric: mutation(
      use.setMainMetric,
      http("PUT /models/{modelId}/main-metric", "Set or clear a model's main metric"),
    ),
    setOwner: mutation(use.setModelOwner, http("PUT /models/{modelId}/owner", "Set a model's owner")),
    setAlias: mutation(use.setAlias, http("PUT /models/{modelId}/aliases/{alias}", "Point an alias at a version")),
    removeAlias: mutation(use.removeAlias, http("DELETE /models/{modelId}/aliases/{alias} 204", "Remove an alias")),
  }),
  versions: router({
    list: query(use.listVersions, http("GET /models/{modelId}/versions", "List the versions of a model")),
    get: query(use.getVersion, http("GET /versions/{versionId}", "Get a version")),
    approvalWarnings: query(use.approvalWarnings, warning),
    compare: query(
      use.compareVersions,
      http("GET /versions/{versionId}/comparison", "Compare a version with another one or with what a stage holds"),
    ),
    files: query(use.listVersionFiles, http("GET /versions/{versionId}/files", "List the files of a version")),
    resolve: query(
      use.resolveVersion,
      http("GET /resolve", {
        summary: "Resolve a reference (team/name:12, @alias, @stage, @sha256:…) to an immutable version",
        // Text all of it, and without spaces: what it is made of is its own digest.
        weakTag: ({ resolvedAt: _, ...pointedAt }) => Object.values(pointedAt).join(";"),
      }),
    ),
    create: mutation(use.createVersion, http("POST /models/{modelId}/versions 201", "Create a draft of a version")),
    edit: mutation(
      use.editVersion,
      http("PATCH /versions/{versionId}", "Change a draft's parameters, signature, environment or label"),
    ),
    removeFile: mutation(
      use.removeFile,
      http("DELETE /versions/{versionId}/files/{+path} 204", "Remove a file from a draft"),
    ),
    discard: mutation(
      use.discardVersion,
      http(
        "DELETE /versions/{versionId} 204",
        "Discard a draft: its number stays taken, its uploads end, and what no other version holds is freed at once",
      ),
    ),
    seal: mutation(use.sealVersion, http("POST /versions/{versionId}/seal", "Seal a draft: it never changes again")),
    revocation: query(use.revocationOfVersion, warning),
    revoke: mutation(use.revokeVersion, http("POST /versions/{versionId}/revocation", "Revoke a version")),
    reviseCard: mutation(use.reviseVersionCard, http("PUT /versions/{versionId}/card", "Revise a version's card")),
    reviseTags: mutation(use.reviseVersionTags, http("PUT /versions/{versionId}/tags", "Revise a version's tags")),
  }),
  uploads: router({
    list: query(use.listUploads, http("GET /versions/{versionId}/uploads", "List the uploads into a draft")),
    discard: mutation(
      use.discardUpload,
      http(
        "DELETE /uploads/{uploadId} 204",
        "Give up an upload: whatever writes to it is stopped, and what arrived is freed at once",
      ),
    ),
  }),
  evaluations: router({
    list: query(
      use.listEvaluations,
      http("GET /versions/{versionId}/evaluations", "List the evaluations of a version, newest first"),
    ),
    record: mutation(
      use.recordEvaluation,
      http("POST /versions/{versionId}/evaluations 201", "Record an evaluation of a version"),
    ),
    retract: mutation(
      use.retractEvaluation,
      http("POST /evaluations/{evaluationId}/retraction", "Retract an evaluation"),
    ),
  }),
  lineage: router({
    list: query(use.listLineage, http("GET /versions/{versionId}/lineage", "List what a version was made from")),
    record: mutation(
      use.recordLineage,
      http("POST /versions/{versionId}/lineage 201", "Record what a version was made from"),
    ),
    retract: mutation(use.retractLineage, http("POST /lineage/{edgeId}/retraction", "Retract a fact of lineage")),
  }),
  datasets: router({
    list: query(use.listDatasets, http("GET /datasets", "List datasets")),
    get: query(use.getDataset, http("GET /datasets/{datasetId}", "Get a dataset")),
    versions: query(
      use.listDatasetVersions,
      http("GET /datasets/{datasetId}/versions", "List the model versions that used a dataset"),
    ),
    register: mutation(use.registerDataset, http("POST /datasets 201", "Register a dataset")),
    withdraw: mutation(use.withdrawDataset, http("POST /datasets/{datasetId}/withdrawal", "Withdraw a dataset")),
  }),
  promotions: router({
    list: query(use.listPromotions, http("GET /promotions", "List promotions")),
    get: query(use.getPromotion, http("GET /promotions/{promotionId}", "Get a promotion, with what a vote is on")),
    earlier: query(
      use.earlierDecisions,
      http("GET /versions/{versionId}/decisions", "List earlier decisions that a new request has to answer"),
    ),
    timeline: query(
      use.promotionTimeline,
      http("GET /promotions/{promotionId}/timeline", "List what happened to a promotion"),
    ),
    request: mutation(use.requestPromotion, http("POST /promotions 201", "Ask for the promotion of a version")),
    vote: mutation(use.voteOnPromotion, http("POST /promotions/{promotionId}/votes 201", "Vote on a promotion")),
    atStakeOfVersion: query(use.atStakeOfVersion, warning),
    atStakeOfModel: query(use.atStakeOfModel, warning),
    atStakeOfDataset: query(use.atStakeOfDataset, warning),
    dismissed: query(use.dismissedObjections, warning),
    dismiss: mutation(
      use.dismissObjection,
      http("POST /promotions/{promotionId}/dismissals 201", "Dismiss an objection, with a reason"),
    ),
    withdraw: mutation(
      use.withdrawPromotion,
      http("POST /promotions/{promotionId}/withdrawal", "Withdraw the request for a promotion"),
    ),
  }),
  audit: router({
    list: query(use.listAuditEntries, http("GET /audit/entries", "List entries of the audit log, newest first")),
    get: query(use.getAuditEntry, http("GET /audit/entries/{index}", "Get an entry of the audit log with its proof")),
    open: query(
      use.openDisclosures,
      http("GET /audit/entries/{index}/disclosures", "Open what an entry tells of persons; the access log tells of it"),
    ),
    status: query(use.logStatus, http("GET /audit/status", "Get the size, checkpoint and keys of the audit log")),
    integrity: query(use.logIntegrity, http("GET /audit/integrity", "Get what checks of the audit log found")),
    compare: query(
      use.compareCheckpoint,
      http("POST /audit/checkpoint-comparisons", "Compare a checkpoint that you kept with the log"),
    ),
    consistency: query(
      use.logConsistency,
      http("GET /audit/consistency", "Get the proof that the log of an earlier size is a prefix of the log now"),
    ),
    check: mutation(use.checkLog, http("POST /audit/checks", "Check every stored entry of the audit log")),
    createExport: mutation(
      use.createExport,
      http("POST /audit/exports 201", "Make an export of the audit log, all of it or what a filter leaves"),
    ),
  }),
});

export type AppRouter = typeof appRouter;
/** Every row, by `noun.verb`. */
export const surface = rowsOf(appRouter._def.procedures);
/** Calls every procedure in process, as the actor of the sealed context. */
export const createCaller = createCallerFactory(appRouter);
