// Entries of the audit log as the API answers them.
import { z } from "zod";
import { Id, Time, type View } from "../kernel/view.ts";
import { actClasses } from "./act.ts";

export const AuditEntryView = z
  .object({
    index: z.int(),
    id: Id,
    at: Time,
    kind: z.string(),
    class: z
      .enum(actClasses)
      .nullable()
      .describe(
        "The population it belongs to; null for an entry that is damaged, or of an act this Chancery does not know.",
      ),
    actor: z.string(),
    actorId: z.string(),
    subject: z.string(),
    outcome: z.enum(["success", "denied", "failure"]),
    requestId: z.string(),
    sentence: z.string().describe("What happened, in words."),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntryView = View<typeof AuditEntryView>;

export const DisclosureView = z
  .object({
    name: z.string().nullable().describe("Null for one that is gone."),
    value: z.string().nullable().describe("Null until opened."),
    state: z
      .enum(["kept", "erased", "missing"])
      .describe("`erased` by the entry `erasedBy`; `missing` without any: somebody deleted it."),
    erasedBy: z.int().nullable(),
    digest: z.string().describe("As the leaf holds it."),
  })
  .meta({ id: "Disclosure" });
export type DisclosureView = View<typeof DisclosureView>;

export const AuditEntryDetail = z
  .object({
    ...AuditEntryView.shape,
    leaf: z.string().describe("The leaf, byte for byte as text."),
    leafHash: z.string(),
    disclosures: z
      .array(DisclosureView)
      .describe(
        "The disclosures of the entry, without their values: auditors open those in a separate, recorded read.",
      ),
    proof: z
      .string()
      .nullable()
      .describe("tlog-proof text against the newest checkpoint; null until one covers this entry."),
    isIncluded: z.boolean().nullable().describe("Recomputed by the server from the stored bytes."),
  })
  .meta({ id: "AuditEntryDetail" });
export type AuditEntryDetail = View<typeof AuditEntryDetail>;
