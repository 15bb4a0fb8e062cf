// E-mail addresses: folded first (NFKC), judged after, by one strict pattern. One account per address, however it is written.
import { z } from "zod";

// The WHATWG pattern: no quotes, no comments, no lists, exactly one '@'.
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const pattern = new RegExp(`^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${label}(?:\\.${label})*$`);

/** An address after NFKC, so that a look-alike '＠' is the '@' it will be taken for. */
export const Email = z
  .string()
  .max(320, "is too long for an e-mail address")
  .transform((text) => text.normalize("NFKC").trim())
  .refine((text) => text.length <= 254 && pattern.test(text), { message: "is not an e-mail address" });

/** Two addresses with one key are one account. */
export const emailKeyOf = (email: string): string => email.toLowerCase();
