// How a reviewer's or an admin's role came into force, shown wherever the role is.
import type { Beginning } from "@chancery/core";
import { Tag } from "#components/tag.tsx";
import { beginningInWords } from "../format.ts";

type BeginningMarkProps = { readonly beginning: Beginning | null; readonly confirmedBy: string | null };

export function BeginningMark({ beginning, confirmedBy }: BeginningMarkProps) {
  if (beginning === null) return null;
  if (beginning === "confirmed") return <span className="text-ink3">confirmed by {confirmedBy}</span>;
  return <Tag tone="changes">{beginningInWords[beginning]}</Tag>;
}
