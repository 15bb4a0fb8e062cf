// Acts of erasure: what tells who somebody is goes, asked for by one person and confirmed by another.
import { z } from "zod";
import { act, id, shape, text } from "../act.ts";

const basis = z.string();

export const erasureActs = {
  "erasure.requested@1": act({
    class: "access",
    retention: "account",
    data: shape({ erasureId: id, actorId: id, basis, note: text() }),
    did: ({ called }) => `asked to erase who ${called("actorId")} is`,
    attempt: "ask for the erasure of",
  }),
  "erasure.withdrawn@1": act({
    class: "access",
    data: shape({ erasureId: id, actorId: id }),
    did: ({ called }) => `took back the request to erase who ${called("actorId")} is`,
    attempt: "take back the request for the erasure of",
  }),
  "erasure.confirmed@1": act({
    class: "access",
    data: shape({ erasureId: id, actorId: id, basis, disclosures: z.int() }),
    did: ({ fact, called }) => `erased who ${called("actorId")} is, with ${fact("disclosures")} disclosures of the log`,
    attempt: "confirm the erasure of",
  }),
  /** Which disclosures are gone: what is missing beyond these was deleted by nobody's act. */
  "disclosures.erased@1": act({
    class: "access",
    data: shape({
      erasureId: id,
      actorId: id,
      /** `12:0,2 15:1`: of entry 12 those of the first and third digest, of entry 15 that of the second. */
      places: z.string(),
    }),
    did: ({ called }) => `deleted what entries disclose of ${called("actorId")}`,
    attempt: "delete disclosures of",
  }),
} as const;
