// Names and paths people choose: what is allowed.
import { z } from "zod";
import { refuseSecrets } from "./addresses.ts";
import { unprintable } from "./look-alike.ts";

const isPlain = (text: string) => text.isWellFormed() && !text.includes("\u0000");
const notPlain = { message: "contains a NUL or a broken character: take it out" };
/** Text that UTF-8 and both databases can hold. */
export const plainText = (maxLength: number) => z.string().max(maxLength).refine(isPlain, notPlain);

/** What people search by. */
export const SearchText = z.string().trim().min(1).max(200).refine(isPlain, notPlain);

/** One line of text people read: trimmed, NFC, no control or direction marks. */
export const line = (maxLength: number, minLength = 1) =>
  z
    .string()
    .max(maxLength)
    .transform((text) => text.normalize("NFC").trim())
    .refine((text) => text.length >= minLength, {
      message: minLength === 1 ? "must not be empty" : `needs at least ${minLength} characters`,
    })
    .refine((text) => !unprintable.test(text) && text.isWellFormed(), {
      message: "contains control or invisible characters",
    });

/** Holds a letter or number that shows: a note of spaces nobody sees is no note. */
const isSeen = (text: string) => /[\p{L}\p{N}]/u.test(text.replace(/[\u115f\u1160\u3164\uffa0]/g, ""));

/** Free text of several lines; one that may not be empty holds letters or numbers. */
export const prose = (maxLength: number, minLength = 0) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u.test(text), {
      message: "contains control characters",
    })
    .refine((text) => minLength === 0 || (text.trim().length >= minLength && isSeen(text)), {
      message: minLength <= 1 ? "must not be empty" : `needs at least ${minLength} characters`,
    });

/** Team slug: no dot, because `team.name` is what MLflow sees. */
export const TeamSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "a team slug is lower-case letters, digits and '-', at most 63");

export const ModelName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, "a model name is letters, digits, '.', '_', '-', at most 128");

/** MLflow's alias grammar; `latest` and `v<digits>` are reserved. */
export const AliasName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/, "an alias is letters, digits, '_' and '-'")
  .refine((name) => name.toLowerCase() !== "latest" && !/^v\d+$/i.test(name), {
    message: "'latest' and 'v<number>' are reserved",
  });

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 digest is 64 lower-case hex digits");
/** What a client that has not hashed a file knows it by, such as a SHA-256 over its ends, size and time: only compared. */
export const UploadFingerprint = z.string().regex(/^[0-9a-f]{64}$/, "a fingerprint is 64 lower-case hex digits");

/** An address people may follow. Only its form as a URL is judged by reading it: what is kept is the text. */
export const WebUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => text.isWellFormed() && !unprintable.test(text), {
    message: "contains control or invisible characters",
  })
  .superRefine(refuseSecrets);

/** Keys of params and tags. */
export const FactKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/:-]{0,249}$/, "a key is letters, digits and . _ / : -");
/** Up to 1,000 keys, values of at most 6,000 characters and no address with a secret in it. */
export const Facts = z
  .record(FactKey, plainText(6000).superRefine(refuseSecrets))
  .refine((facts) => Object.keys(facts).length <= 1000, { message: "at most 1000 keys" });
export const Tags = z
  .record(FactKey, plainText(1000).superRefine(refuseSecrets))
  .refine((tags) => Object.keys(tags).length <= 100, { message: "at most 100 tags" });
