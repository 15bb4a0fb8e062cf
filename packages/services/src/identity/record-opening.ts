// Notes who made the link by which an account's password was set: they could have kept it for themselves.
import { systemActor } from "@chancery/core";
import { insertOpening, vouchFor, type LinkRow, type Tx } from "@chancery/db";

type Used = {
  readonly link: Pick<LinkRow, "issuedBy">;
  readonly actorId: string;
  readonly by: "invitation" | "password-reset";
  readonly id: string;
  readonly at: Date;
};

/** A link of the server's own vouches instead: whoever runs it stands outside. */
export async function recordOpening(tx: Tx, { link: { issuedBy }, actorId, by, id, at }: Used): Promise<void> {
  if (issuedBy === systemActor.id) return vouchFor(tx, { actorId, by: issuedBy, at, isAlone: false });
  if (issuedBy === null) throw new Error(`nobody knows who made the link that opened ${actorId}`);
  const nobody = { vouchedBy: null, vouchedAt: null, independentBy: null, independentAt: null };
  await insertOpening(tx, { id, actorId, by, issuerId: issuedBy, openedAt: at, ...nobody });
}
