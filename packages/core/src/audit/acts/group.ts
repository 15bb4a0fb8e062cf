// Acts on groups and their members.
import { z } from "zod";
import { act, id, shape } from "../act.ts";
import { begun, begunHow, begunWords, given, givenHow, givenWords } from "../appointed.ts";

export const groupActs = {
  "group.created@1": act({
    class: "access",
    data: shape({ groupId: id, slug: z.string() }),
    did: ({ fact }) => `created the group ${fact("slug")}`,
    attempt: "create a group in",
  }),
  "group.member-added@1": act({
    class: "access",
    data: shape({ groupId: id, actorId: id, isPending: z.boolean() }),
    did: ({ fact, called }) =>
      `added ${called("actorId")} to the group ${called("groupId")}${fact("isPending") === "true" ? ", waiting for a second person" : ""}`,
    attempt: "add a member to",
  }),
  "group.member-confirmed@1": act({
    class: "access",
    data: shape({ groupId: id, actorId: id }),
    did: ({ called }) => `confirmed ${called("actorId")} as member of the group ${called("groupId")}`,
    attempt: "confirm a member of",
  }),
  "group.member-added@2": act({
    class: "access",
    data: shape({ membershipId: id, groupId: id, actorId: id, ...given }),
    did: (told) => `added ${told.called("actorId")} to the group ${told.called("groupId")}${givenHow(told)}`,
    attempt: "add a member to",
    words: givenWords,
  }),
  "group.member-confirmed@2": act({
    class: "access",
    data: shape({ membershipId: id, groupId: id, actorId: id, ...begun }),
    did: (told) => `${begunHow(told)} ${told.called("actorId")} as member of the group ${told.called("groupId")}`,
    attempt: "confirm",
    words: begunWords,
  }),
  "group.member-removed@1": act({
    class: "access",
    data: shape({ groupId: id, actorId: id }),
    did: ({ called }) => `removed ${called("actorId")} from the group ${called("groupId")}`,
    attempt: "remove a member of",
  }),
} as const;
