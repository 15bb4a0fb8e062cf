// What somebody who has the whole database can do to the log, for tests: guards dropped, rows rewritten.
import { appendLeaf, emptyTree, leafHash, rootOf, type TreeNode } from "@chancery/core";
import { readHead, readLeaves } from "@chancery/db";
import { bytesLiteral, meddle } from "@chancery/db/testing";
import { createTeam } from "../teams/create.ts";
import type { World } from "./index.ts";

const textOf = (leaf: Uint8Array) => new TextDecoder().decode(leaf);
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Appends so many entries. */
export async function growLog(world: World, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    await createTeam(world.house, world.system, { slug: `team-${at}-${world.house.newId().slice(-6)}`, name: "Team" });
    world.clock.advance(1000);
  }
}

/** The same world, whose alarms nobody prints. */
export const quiet = (world: World): World => ({
  ...world,
  house: { ...world.house, log: { info: () => undefined, error: () => undefined } },
});

export async function leafAt(world: World, index: number): Promise<Uint8Array> {
  const [entry] = await readLeaves(world.house.db.read, { from: index, limit: 1 });
  return entry!.leaf;
}

/** An edit of leaf 4 that keeps its form. */
export const renamed = (leaf: Uint8Array, index: number): Uint8Array =>
  index === 4 ? bytesOf(textOf(leaf).replace(`"slug":"team-`, `"slug":"taem-`)) : leaf;

type Rewriting = {
  edit?(leaf: Uint8Array, index: number): Uint8Array;
  /** How many entries are left. */
  readonly keep?: number;
  /** By the stolen key, the head's MAC too. */
  readonly isKeyed?: boolean;
};

/** Rewrites leaves and everything above them, so that the stored tree fits again. */
export async function rewriteTree(
  world: World,
  { edit = (leaf) => leaf, keep = Number.POSITIVE_INFINITY, isKeyed = false }: Rewriting,
): Promise<{ size: number; root: string }> {
  const { location, house } = world;
  const leaves = (await readLeaves(house.db.read, { from: 0, limit: 10_000 })).slice(0, keep);
  let state = emptyTree;
  const nodes: TreeNode[] = [];
  const updates: string[] = [];
  for (const { index, leaf } of leaves) {
    const bytes = edit(leaf, index);
    const grown = appendLeaf(state, leafHash(bytes));
    state = grown.state;
    nodes.push(...grown.nodes);
    updates.push(
      `UPDATE audit_entry SET leaf = ${bytesLiteral(location, bytes)}, leaf_hash = '${leafHash(bytes)}' WHERE idx = ${index}`,
    );
  }
  const { lastTime } = await readHead(house.db.read);
  const head = { size: state.size, root: rootOf(state), lastTime };
  await meddle(
    location,
    ...updates,
    "DELETE FROM audit_node",
    ...nodes.map(
      ({ level, idx, hash }) => `INSERT INTO audit_node (level, idx, hash) VALUES (${level}, ${idx}, '${hash}')`,
    ),
    `DELETE FROM audit_entry WHERE idx >= ${state.size}`,
    `UPDATE audit_head SET size = ${state.size}, root = '${head.root}', edge = ${bytesLiteral(location, state.edge)}`,
    ...(isKeyed ? [`UPDATE audit_head SET mac = '${house.signer.headMac(head)}'`] : []),
  );
  return head;
}

/** A well-formed entry after the last, with its nodes and the head moved: all that SQL alone can do. */
export async function appendBySql(world: World, leaf: Uint8Array, columns: string): Promise<void> {
  const { location, house } = world;
  const head = await readHead(house.db.read);
  const grown = appendLeaf(head, leafHash(leaf));
  await meddle(
    location,
    `INSERT INTO audit_entry (idx, leaf, leaf_hash, id, time, kind, actor_id, subject, outcome, request_id)
     SELECT ${head.size}, ${bytesLiteral(location, leaf)}, '${leafHash(leaf)}', ${columns} FROM audit_entry WHERE idx = ${head.size - 1}`,
    ...grown.nodes.map(
      ({ level, idx, hash }) => `INSERT INTO audit_node (level, idx, hash) VALUES (${level}, ${idx}, '${hash}')`,
    ),
    `UPDATE audit_head SET size = ${grown.state.size}, root = '${rootOf(grown.state)}', edge = ${bytesLiteral(location, grown.state.edge)}`,
  );
}
