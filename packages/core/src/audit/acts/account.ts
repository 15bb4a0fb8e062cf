// Acts on accounts: people come, accounts stop and start again, and passwords change.
import { z } from "zod";
import { act, id, shape, text } from "../act.ts";

export const accountActs = {
  "person.added@1": act({
    class: "access",
    retention: "account",
    data: shape({ actorId: id, name: text(), email: text() }),
    did: ({ called }) => `invited ${called("actorId")}`,
    attempt: "invite a person to",
  }),
  "person.joined@1": act({
    class: "access",
    data: shape({ actorId: id }),
    did: ({ called }) => `accepted the invitation as ${called("actorId")}`,
    attempt: "accept the invitation of",
  }),
  "person.invited-again@1": act({
    class: "access",
    data: shape({ actorId: id }),
    did: ({ called }) => `sent ${called("actorId")} a new invitation`,
    attempt: "invite again",
  }),
  "account.disabled@1": act({
    class: "access",
    retention: "account",
    data: shape({ actorId: id, reason: text() }),
    did: ({ called }) => `disabled the account of ${called("actorId")}`,
    attempt: "disable",
  }),
  "account.enabled@1": act({
    class: "access",
    retention: "account",
    data: shape({ actorId: id, reason: text() }),
    did: ({ called }) => `enabled the account of ${called("actorId")}`,
    attempt: "enable",
  }),
  "password.changed@1": act({
    class: "access",
    data: shape({ actorId: id }),
    did: () => "changed their password",
    attempt: "change the password of",
  }),
  "password.reset-offered@1": act({
    class: "access",
    data: shape({ actorId: id, expiresAt: z.string() }),
    did: ({ called }) => `made a password reset link for ${called("actorId")}`,
    attempt: "make a password reset link for",
  }),
  "password.reset-offered@2": act({
    class: "access",
    data: shape({ actorId: id, worksFrom: z.string().nullable(), expiresAt: z.string() }),
    did: ({ called, fact }) =>
      `made a password reset link for ${called("actorId")}${fact("worksFrom") === "" ? "" : `, which works from ${fact("worksFrom")} or once a second person confirms it`}`,
    attempt: "make a password reset link for",
    words: ["which works from or once a second person confirms it"],
  }),
  "password.reset-confirmed@1": act({
    class: "access",
    data: shape({ actorId: id }),
    did: ({ called }) => `confirmed the password reset of ${called("actorId")}`,
    attempt: "confirm the password reset of",
  }),
  "password.reset-cancelled@1": act({
    class: "access",
    data: shape({ actorId: id }),
    did: ({ called }) => `cancelled the password reset of ${called("actorId")}`,
    attempt: "cancel the password reset of",
  }),
  "account.vouched@1": act({
    class: "access",
    data: shape({ actorId: id, isAlone: z.boolean() }),
    did: ({ called, fact }) =>
      `vouched for the holder of the account of ${called("actorId")}${fact("isAlone") === "true" ? ", whose account goes back to the same link as their own" : ""}`,
    attempt: "vouch for",
    words: ["whose account goes back to the same link as their own"],
  }),
  "password.reset@1": act({
    class: "access",
    data: shape({ actorId: id }),
    did: ({ called }) => `set a new password for ${called("actorId")} with a reset link`,
    attempt: "reset a password in",
  }),
} as const;
