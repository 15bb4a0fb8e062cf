// Actors: people and service accounts.
import { open, type Tx } from "./handle.ts";

export type NewActor = {
  readonly id: string;
  readonly kind: "person" | "service";
  readonly name: string;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly ownerId: string | null;
  readonly defaultTeamId?: string | null;
  readonly state: "invited" | "active" | "disabled";
  readonly createdAt: Date;
};

export async function insertActor(tx: Tx, actor: NewActor): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.actors).values(actor);
}
