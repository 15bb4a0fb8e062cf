// The whole surface of Chancery: every use-case a person or program may call, by noun and verb.
import * as use from "@chancery/services";
import { createCallerFactory, mutation, query, router } from "./expose.ts";

export const appRouter = router({
  meta: router({ info: query(use.serverInfo) }),
  me: router({ get: query(use.getMe) }),
  identity: router({
    claim: mutation(use.claim),
    acceptInvitation: mutation(use.acceptInvitation),
    resetPassword: mutation(use.resetPassword),
    changePassword: mutation(use.changePassword),
  }),
  sessions: router({ list: query(use.listSessions), end: mutation(use.endSessions) }),
  people: router({
    list: query(use.listPeople),
    add: mutation(use.addPerson),
    inviteAgain: mutation(use.invitePersonAgain),
    disabling: query(use.disablingOfAccount),
    offerPasswordReset: mutation(use.offerPasswordReset),
    disable: mutation(use.disableAccount),
    enable: mutation(use.enableAccount),
  }),
  serviceAccounts: router({ create: mutation(use.createServiceAccount) }),
  teams: router({ list: query(use.listTeams), create: mutation(use.createTeam) }),
  groups: router({
    list: query(use.listGroups),
    create: mutation(use.createGroup),
    addMember: mutation(use.addGroupMember),
    confirmMember: mutation(use.confirmGroupMember),
    removeMember: mutation(use.removeGroupMember),
  }),
  grants: router({ list: query(use.listGrants), give: mutation(use.giveGrant), end: mutation(use.endGrant) }),
  tokens: router({ list: query(use.listTokens), create: mutation(use.createToken), revoke: mutation(use.revokeToken) }),
  search: router({ find: query(use.findAnything) }),
  models: router({
    list: query(use.listModels),
    get: query(use.getModel),
    history: query(use.modelHistory),
    create: mutation(use.createModel),
    update: mutation(use.updateModel),
    reviseCard: mutation(use.reviseModelCard),
    assessTier: mutation(use.assessTier),
    confirmTier: mutation(use.confirmTier),
    refuseTier: mutation(use.refuseTier),
    metrics: query(use.listModelMetrics),
    setMetric: mutation(use.setModelMetric),
    setAlias: mutation(use.setAlias),
    removeAlias: mutation(use.removeAlias),
  }),
  versions: router({
    list: query(use.listVersions),
    get: query(use.getVersion),
    compare: query(use.compareVersions),
    files: query(use.listVersionFiles),
    resolve: query(use.resolveVersion),
    create: mutation(use.createVersion),
    edit: mutation(use.editVersion),
    removeFile: mutation(use.removeFile),
    seal: mutation(use.sealVersion),
    revocation: query(use.revocationOfVersion),
    revoke: mutation(use.revokeVersion),
    reviseCard: mutation(use.reviseVersionCard),
    reviseTags: mutation(use.reviseVersionTags),
  }),
  evaluations: router({ list: query(use.listEvaluations), record: mutation(use.recordEvaluation) }),
  lineage: router({ record: mutation(use.recordLineage) }),
  datasets: router({
    list: query(use.listDatasets),
    get: query(use.getDataset),
    register: mutation(use.registerDataset),
    withdraw: mutation(use.withdrawDataset),
  }),
  promotions: router({
    list: query(use.listPromotions),
    get: query(use.getPromotion),
    earlier: query(use.earlierDecisions),
    timeline: query(use.promotionTimeline),
    request: mutation(use.requestPromotion),
    vote: mutation(use.voteOnPromotion),
    withdraw: mutation(use.withdrawPromotion),
  }),
  audit: router({
    list: query(use.listAuditEntries),
    get: query(use.getAuditEntry),
    status: query(use.logStatus),
    consistency: query(use.logConsistency),
    check: mutation(use.checkLog),
  }),
});

export type AppRouter = typeof appRouter;
/** Calls every procedure in process, as the actor of the sealed context. */
export const createCaller = createCallerFactory(appRouter);
