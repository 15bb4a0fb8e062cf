// Acts on grants: roles given and taken.
import { z } from "zod";
import { act, id, shape, type Told } from "../act.ts";
import { begun, begunHow, begunWords, given, givenHow, givenWords } from "../appointed.ts";

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
  "grant.given@2": act({
    class: "access",
    data: data.extend(given),
    did: (told) => `gave ${told.called("holderId")} the role ${told.fact("role")} on ${scopeOf(told)}${givenHow(told)}`,
    attempt: "give a role on",
    words: givenWords,
  }),
  "grant.confirmed@1": act({
    class: "access",
    data: data.extend(begun),
    did: (told) => `${begunHow(told)} the role ${told.fact("role")} of ${told.called("holderId")} on ${scopeOf(told)}`,
    attempt: "confirm",
    words: begunWords,
  }),
  "grant.ended@1": act({
    class: "access",
    data,
    did: (told) => `took the role ${told.fact("role")} on ${scopeOf(told)} from ${told.called("holderId")}`,
    attempt: "end a role on",
  }),
} as const;
