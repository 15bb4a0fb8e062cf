// An open promotion that nobody has voted on; each suite says what is different in it.
import { twoPerson } from "../policy.ts";
import type { PromotionFacts } from "../promotion.ts";
import { digests } from "./digests.ts";

export const asked: PromotionFacts = {
  state: "open",
  stage: "production",
  createdAt: new Date(1),
  requesterId: "ada",
  requesterAnswerableId: "ada",
  requesterMinterIds: [],
  uploaders: [{ id: "ada", answerableId: "ada" }],
  authors: [],
  trainers: [],
  versionState: "sealed",
  digests,
  votes: [],
  carried: [],
  policy: twoPerson,
};
