// Acts on grants: roles given and taken.
import { z } from "zod";
import { act, id, shape, type Told } from "../act.ts";

const data = shape({ grantId: id, holderId: id, role: z.string(), scope: z.string(), scopeId: id });
const scopeOf = ({ fact, called }: Told<"scope" | "scopeId">) =>
  fact("scope") === "organisation" ? "the organisation" : called("scopeId");

export const grantActs = {
  "grant.given@1": act({
    class: "access",
    data,
    did: (told) => `gave ${told.called("holderId")} the role ${told.fact("role")} on ${scopeOf(told)}`,
    attempt: "give a role on",
  }),
  "grant.ended@1": act({
    class: "access",
    data,
    did: (told) => `took the role ${told.fact("role")} on ${scopeOf(told)} from ${told.called("holderId")}`,
    attempt: "end a role on",
  }),
} as const;
