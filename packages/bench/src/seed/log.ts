// An audit log of any length that verifies: leaves, hashes, nodes and head are made by the code that makes them in a running registry.
import { appendLeaf, buildLeaf, leafHash, rootOf, splitPersonal, type ActData, type ActKind } from "@chancery/core";
import { openDatabase, readHead, type LogHead } from "@chancery/db";
import type { House } from "@chancery/services";
import type { SownModel } from "./catalogue.ts";
import type { Chance } from "./chance.ts";
import type { People } from "./people.ts";
import type { Row, Rows } from "./rows.ts";

type Wanted = {
  readonly chance: Chance;
  readonly people: People;
  readonly models: readonly SownModel[];
  /** The log's own key: without it the registry would find its head moved by somebody else. */
  readonly signer: House["signer"];
  /** How many entries to add. */
  readonly count: number;
};
type Act = {
  readonly kind: ActKind;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly data: unknown;
};

/** Grows the log of a registry on which nobody acts meanwhile. `head`: as it is now. */
export async function seedLog(rows: Rows, head: LogHead, wanted: Wanted): Promise<void> {
  const { chance, people, signer, count } = wanted;
  const { origin } = signer;
  let state = { size: head.size, edge: head.edge };
  let time = head.lastTime ?? new Date();
  const end = head.size + count;
  while (state.size < end) {
    const made = { entries: [] as Row[], nodes: [] as Row[], disclosures: [] as Row[] };
    for (let n = 0; n < 10_000 && state.size < end; n += 1) {
      time = new Date(time.getTime() + chance.below(40));
      const act = actOf(wanted);
      const { open, personal } = splitPersonal(act.kind, act.data as ActData<ActKind>);
      const actorId = chance.pick(people.makers);
      const [id, requestId] = [chance.id(time), chance.id(time)];
      const leaf = buildLeaf({
        index: state.size,
        id,
        origin,
        kind: act.kind,
        subject: act.subject,
        time,
        auth: { type: "app_user", id: actorId },
        requestId,
        outcome: "success",
        after: open,
        personal: personal.map((field) => ({ ...field, salt: Buffer.from(chance.digest(), "hex").subarray(0, 16) })),
      });
      const hash = leafHash(leaf.bytes);
      made.entries.push({
        idx: state.size,
        id,
        time,
        kind: act.kind,
        actor_id: actorId,
        subject: `${act.subject.kind}/${act.subject.id}`,
        outcome: "success",
        request_id: requestId,
        leaf: Buffer.from(leaf.bytes),
        leaf_hash: hash,
      });
      for (const [at, disclosure] of leaf.disclosures.entries())
        made.disclosures.push({
          entry_idx: state.size,
          n: at,
          disclosure,
          subject_id: actorId,
          retention_class: "standard",
        });
      const grown = appendLeaf(state, hash);
      made.nodes.push(...grown.nodes);
      state = grown.state;
    }
    await rows.insert("audit_entry", made.entries);
    await rows.insert("audit_node", made.nodes);
    await rows.insert("audit_disclosure", made.disclosures);
  }
  const grown = { size: state.size, root: rootOf(state), lastTime: time };
  await rows.update("audit_head", {
    size: grown.size,
    root: grown.root,
    edge: Buffer.from(state.edge),
    last_time: time,
    mac: signer.headMac(grown),
  });
}

/** The head of the log in a database. */
export async function headIn(location: string): Promise<LogHead> {
  const db = await openDatabase(location);
  try {
    return await readHead(db.read);
  } finally {
    await db.close();
  }
}

/** Half evaluations, then uploads, sealings and sign-ins: what a registry in use writes. */
function actOf({ chance, people, models }: Wanted): Act {
  const { id: modelId, versionIds } = chance.pick(models);
  const number = chance.below(versionIds.length) + 1;
  const versionId = versionIds[number - 1]!;
  const subject = { kind: "version", id: versionId };
  const digest = chance.digest();
  const [one, two] = [chance.id(new Date(0)), chance.id(new Date(0))];
  switch (chance.below(8)) {
    case 0: {
      const actorId = chance.pick(people.makers);
      const data = { actorId, method: "password", userAgent: "Mozilla/5.0 (X11; Linux x86_64)" };
      return { kind: "session.started@1", subject: { kind: "session", id: one }, data };
    }
    case 1:
      return { kind: "version.sealed@1", subject, data: { versionId, modelId, number, manifestDigest: digest } };
    case 2:
    case 3: {
      const data = {
        versionId,
        uploadId: one,
        path: "weights/part-1.safetensors",
        sha256: digest,
        sizeBytes: 1_000_000,
      };
      return { kind: "upload.finished@1", subject: { kind: "upload", id: one }, data };
    }
    default: {
      const data = { versionId, evaluationId: one, phase: "validation", datasetId: two, digest };
      return { kind: "evaluation.recorded@1", subject, data };
    }
  }
}
