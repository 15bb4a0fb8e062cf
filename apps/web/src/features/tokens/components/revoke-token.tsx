// Ending a token for good.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";

export function RevokeToken({ tokenId, name }: { readonly tokenId: string; readonly name: string }) {
  return (
    <ActDialog
      trigger="Revoke"
      triggerLook={{ size: "small" }}
      title={`Revoke ${name}?`}
      description="Whatever uses it is refused from now on, and tokens made with it end too. This cannot be undone; make a new token instead."
      act={(api, input: { tokenId: string }, once) => api.tokens.revoke.mutate(input, once)}
      read={() => ({ tokenId })}
      submit="Revoke token"
      submitKind="danger"
      done="Token revoked."
    />
  );
}
