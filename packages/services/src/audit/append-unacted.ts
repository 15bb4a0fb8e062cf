// Entries of the registry's own that tell of rows which no act wrote.
import { organisation, systemActor, type ActData } from "@chancery/core";
import type { Tx, WrittenRow } from "@chancery/db";
import { appendEntries } from "../append-entries.ts";
import type { House } from "../house.ts";
import { partsOf } from "./tell-rows.ts";

type UnactedKind = "log.baseline@1" | "log.migrated@1" | "log.repaired@1" | "log.rows-continued@1";
type Unacted = {
  [K in UnactedKind]: { readonly kind: K; readonly data: ActData<K> };
}[UnactedKind] & { readonly written: readonly WrittenRow[] };

/** Answers the id of the entry. */
export async function appendUnacted(house: House, tx: Tx, { kind, data, written }: Unacted): Promise<string> {
  const id = house.newId();
  const act = { id, kind, about: organisation, actor: systemActor, requestId: id, outcome: "success", data } as const;
  await appendEntries(house, tx, [act], partsOf(house, written));
  return id;
}
