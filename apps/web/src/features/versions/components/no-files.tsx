// A draft before its first file.
import type { VersionView } from "@chancery/core";
import { EmptyState } from "#components/empty-state.tsx";

export function NoFiles({ version: { team, name } }: { readonly version: Pick<VersionView, "team" | "name"> }) {
  return <EmptyState command={`chancery push PATH… --to ${team}/${name}`}>This draft has no files yet.</EmptyState>;
}
