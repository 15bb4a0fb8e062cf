// Acts on service accounts, and on who answers for them.
import { z } from "zod";
import { act, id, shape, text } from "../act.ts";

export const serviceAccountActs = {
  "service-account.created@1": act({
    class: "access",
    data: shape({ actorId: id, ownerId: id, name: z.string() }),
    did: ({ fact, called }) => `created the service account ${fact("name")}, owned by ${called("ownerId")}`,
    attempt: "create a service account in",
  }),
  /** Its name is what somebody typed. */
  "service-account.created@2": act({
    class: "access",
    retention: "account",
    data: shape({ actorId: id, ownerId: id, name: text() }),
    did: ({ called }) => `created the service account ${called("actorId")}, owned by ${called("ownerId")}`,
    attempt: "create a service account in",
  }),
  "service-account.handover-proposed@1": act({
    class: "access",
    data: shape({ actorId: id, ownerId: id, proposedOwnerId: id.nullable() }),
    did: ({ fact, called }) =>
      fact("proposedOwnerId") === ""
        ? `withdrew the proposal of a new owner of ${called("actorId")}`
        : `proposed ${called("proposedOwnerId")} as the owner of ${called("actorId")}`,
    attempt: "propose a new owner of",
  }),
  "service-account.handed-over@1": act({
    class: "access",
    data: shape({ actorId: id, ownerId: id, previousOwnerId: id }),
    did: ({ called }) => `took over ${called("actorId")} from ${called("previousOwnerId")}`,
    attempt: "take over",
  }),
} as const;
