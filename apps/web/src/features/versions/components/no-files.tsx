// A draft before its first file.
import type { VersionView } from "@chancery/core";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";

export function NoFiles({ version: { team, name } }: { readonly version: Pick<VersionView, "team" | "name"> }) {
  return (
    <EmptyState
      action={<ButtonLink href="/settings/tokens">Make a token to push with</ButtonLink>}
      command={`chancery push PATH… --to ${team}/${name}`}
    >
      This draft has no files yet.
    </EmptyState>
  );
}
