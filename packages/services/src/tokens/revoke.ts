// Revoking an API token: it, and every token made with it, opens nothing from the next request on.
import { refuse, TokenView } from "@chancery/core";
import { revokeTokenTree, tokenById } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { accountSubject } from "../subjects/account.ts";
import { revocationsOf } from "./revocations.ts";
import { tokenViews } from "./token-view.ts";

/** ILLEGAL_TRANSITION for one that is revoked already. */
export const revokeToken = command({
  kind: "token.revoked@1",
  permission: "token:revoke",
  input: z.strictObject({ tokenId: z.uuid() }),
  output: TokenView,
  causes: ["token.revoked@1"],
  async subject(tx, { tokenId }) {
    const token = await tokenById(tx, tokenId, { lock: true });
    const holder = token && (await accountSubject(tx, token.actorId));
    return holder && { ...holder, token };
  },
  async run({ tx, now, subject }) {
    const { token } = subject;
    if (token.revokedAt !== null) throw refuse("ILLEGAL_TRANSITION", "token_revoked", "this token is already revoked");
    const [view] = await tokenViews(tx, [{ ...token, revokedAt: now }]);
    if (!view) throw new Error("one token gave no view");
    const ended = await revokeTokenTree(tx, { id: token.id, at: now });
    return {
      result: view,
      audit: { tokenId: token.id, holderId: subject.id },
      caused: revocationsOf(ended.filter(({ tokenId }) => tokenId !== token.id)),
    };
  },
});
