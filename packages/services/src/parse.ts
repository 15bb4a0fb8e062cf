// Parses raw input once, here, for every transport.
import { ChanceryError } from "@chancery/core";
import type { z } from "zod";

/** Throws INVALID_INPUT naming each bad field; never echoes the value. */
export function parse<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.slice(0, 20).map((issue) => ({
    code: "invalid_field",
    message: `${issue.path.join(".") || "input"}: ${issue.message.slice(0, 300)}`,
  }));
  throw new ChanceryError("INVALID_INPUT", reasons.map((reason) => reason.message).join("; "), { reasons });
}
