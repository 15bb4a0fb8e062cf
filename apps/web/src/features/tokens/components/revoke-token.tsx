// Ending a token for good.
"use client";
import type { TokenView } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { Time } from "#components/time.tsx";

export function RevokeToken({ token }: { readonly token: TokenView }) {
  const { id: tokenId, name, lastUsedAt } = token;
  return (
    <ActDialog
      trigger="Revoke"
      triggerLook={{ size: "small" }}
      title={`Revoke ${name}?`}
      description={
        <>
          Everything that uses it is refused from now on:{" "}
          {lastUsedAt ? (
            <>
              it was last used <Time at={lastUsedAt} />.
            </>
          ) : (
            "it was never used."
          )}{" "}
          Tokens made with it end too. This cannot be undone; make a new token instead.
        </>
      }
      act={(api, input: { tokenId: string }, once) => api.tokens.revoke.mutate(input, once)}
      read={() => ({ tokenId })}
      submit="Revoke token"
      submitKind="danger"
      done="Token revoked."
    />
  );
}
