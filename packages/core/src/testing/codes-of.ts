// The codes of what a verdict refuses for, in order; none where it allows.
import { reasonsOf, type Verdict } from "../errors.ts";

export const codesOf = (verdict: Verdict): readonly string[] => reasonsOf(verdict).map(({ code }) => code);
