// Turns acts into leaves and appends them under the head lock: the last thing a business transaction does.
import {
  appendLeaf,
  buildLeaf,
  eventType,
  leafHash,
  retentionOf,
  rootOf,
  splitPersonal,
  type ActData,
  type ActKind,
  type Actor,
  type Reason,
} from "@chancery/core";
import { appendToLog, lockHead, type Tx } from "@chancery/db";
import { freeze, frozen } from "./audit/freeze.ts";
import { whyNotKeyed } from "./audit/head-mac.ts";
import { partsOf, type ToldRows } from "./audit/tell-rows.ts";
import { marksOf } from "./audit/hand-marks.ts";
import { followLocked, noteAppended } from "./audit/known-log.ts";
import { columnsText, placesIn, type EntryFacts } from "./audit/known-entries.ts";
import { assertAsTold, writtenRows } from "./audit/written-rows.ts";
import type { House } from "./house.ts";

export type Act<K extends ActKind = ActKind> = {
  readonly id: string;
  readonly kind: K;
  readonly about: { readonly kind: string; readonly id: string };
  readonly actor: Actor;
  readonly requestId: string;
  readonly causedBy?: string | undefined;
} & (
  | { readonly outcome: "success"; readonly data: ActData<K> }
  | { readonly outcome: "denied"; readonly reasons: readonly Reason[]; readonly count: number }
);

/** How the leaf names the way the actor proved itself (CloudEvents auth extension). */
export function authTypeOf(actor: Actor): "app_user" | "service_account" | "api_key" | "system" | "unauthenticated" {
  if (actor.kind === "service") return "service_account";
  if (actor.kind === "system") return "system";
  if (actor.kind === "anonymous") return "unauthenticated";
  return actor.via === "token" ? "api_key" : "app_user";
}

/** Locks the head, so nothing but the commit may follow. Time never runs backwards inside the log. `told`: the rows it tells of, where that is not what the transaction wrote. Returns the index of the first new entry. */
export async function appendEntries(
  house: House,
  tx: Tx,
  acts: readonly Act[],
  told?: readonly ToldRows[],
): Promise<number> {
  if (house.freeze.because) throw frozen(house.freeze.because);
  const written = !told && acts[0]?.outcome === "success" ? await writtenRows(house, tx) : undefined;
  const telling = told ?? partsOf(house, written?.rows ?? []);
  const head = await lockHead(tx);
  const fault = whyNotKeyed(house.signer, head);
  if (fault) throw freeze(house, fault);
  const known = await followLocked(house, tx, head);
  if (written) await assertAsTold(house, known, written);
  let state = { size: head.size, edge: head.edge };
  const time = new Date(Math.max(house.clock.now().getTime(), head.lastTime?.getTime() ?? 0));
  const entries = [];
  const facts: EntryFacts[] = [];
  for (const { act, rows } of withRows(house, acts, telling)) {
    const leaf = leafOf(house, act, { index: state.size, time, rows });
    const hash = leafHash(leaf.bytes);
    const grown = appendLeaf(state, hash);
    entries.push({
      index: state.size,
      id: act.id,
      time,
      kind: act.kind,
      actorId: act.actor.id,
      subject: `${act.about.kind}/${act.about.id}`,
      outcome: act.outcome,
      requestId: act.requestId,
      leaf: leaf.bytes,
      leafHash: hash,
      disclosures: leaf.disclosures,
      disclosedActorId: disclosedActorOf(act),
      retentionClass: retentionOf(act.kind),
      nodes: grown.nodes,
      rows: rows?.places ?? [],
    });
    facts.push(factsOfAct(act, { hash, index: state.size, time, rows, bytes: leaf.bytes.length }));
    state = grown.state;
  }
  const root = rootOf(state);
  const grown = { ...state, root, lastTime: time };
  await appendToLog(tx, { oldSize: head.size, entries, head: { ...grown, mac: house.signer.headMac(grown) } });
  noteAppended(house, tx, { from: head.size, facts, grown: state, root });
  return head.size;
}

type Told = Placed & { readonly hash: string; readonly bytes: number };
/** What is known of an entry of one's own without reading it: the same as `factsOf` its leaf. */
function factsOfAct(act: Act, { hash, index, time, rows, bytes }: Told): EntryFacts {
  const isBeginning = index === 0 && act.kind === "registry.initialised@1";
  const isWhole =
    act.outcome !== "success"
      ? undefined
      : act.kind === "log.baseline@1"
        ? (act.data as ActData<"log.baseline@1">).isWhole
        : isBeginning
          ? rows !== undefined
          : undefined;
  const subject = `${act.about.kind}/${act.about.id}`;
  const entry = { index, kind: act.kind, actorId: act.actor.id, subject, time };
  const { id, outcome, requestId } = act;
  const columns = columnsText({ ...entry, id, type: eventType(act.kind), outcome, requestId });
  const marks = act.outcome === "success" ? marksOf(entry, act.data) : undefined;
  const images = rows?.images ?? {};
  return { hash, rows: placesIn(images), marks, isWhole, columns, leaf: { rows: images, bytes } };
}

/** Whose personal data an act discloses: the account it names, else who acted. */
const disclosedActorOf = (act: Act): string =>
  act.outcome === "success" && "actorId" in act.data ? act.data.actorId : act.actor.id;

/** The first act tells of what was written; what does not fit stands in entries of its own behind it. */
function withRows(house: House, acts: readonly Act[], told: readonly ToldRows[]) {
  const [first, ...others] = acts;
  if (!first) return [];
  const [rows, ...further] = told;
  const continued = further.map((more): { act: Act; rows: ToldRows } => {
    const { about, actor, requestId, id } = first;
    const data = { entryId: id };
    const act = {
      about,
      actor,
      requestId,
      causedBy: id,
      kind: "log.rows-continued@1",
      data,
      outcome: "success",
    } as const;
    return { act: { ...act, id: house.newId() }, rows: more };
  });
  return [{ act: first, rows }, ...continued, ...others.map((act) => ({ act, rows: undefined }))];
}

type Placed = { readonly index: number; readonly time: Date; readonly rows: ToldRows | undefined };

function leafOf(house: House, act: Act, { index, time, rows }: Placed) {
  const { open, personal } =
    act.outcome === "success" ? splitPersonal(act.kind, act.data) : { open: { count: act.count }, personal: [] };
  const salts = [...(rows?.salts ?? [])].map(([name, value]) => ({ name, value }));
  return buildLeaf({
    index,
    id: act.id,
    origin: house.signer.origin,
    kind: act.kind,
    subject: act.about,
    time,
    auth: { type: authTypeOf(act.actor), id: act.actor.id, tokenId: act.actor.tokenId, minterId: act.actor.minterId },
    requestId: act.requestId,
    causedBy: act.causedBy,
    outcome: act.outcome,
    after: open,
    rows: rows?.images,
    personal: [...personal, ...salts].map((field) => ({ ...field, salt: house.random(16) })),
    reasons: act.outcome === "denied" ? act.reasons.map((reason) => reason.code) : undefined,
  });
}
