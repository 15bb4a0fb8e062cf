// Once in a registry's life, at the upgrade to keyed heads: the head gets its MAC, and it is noted beside the key that it has one.
import type { Reason } from "@chancery/core";
import { keyLogHead, lockHead, readHead } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { whyNotKeyed } from "./head-mac.ts";

/**
 * Why the head is not of this log's key. One from before heads were keyed is given its MAC, when the head, the end of the
 * log and its checkpoints were found to fit; never a second time, so that taking the MAC away helps nobody.
 */
export async function keyHead(house: House): Promise<Reason | undefined> {
  const { db, signer, headMark, log } = house;
  const found = await readHead(db.read);
  if (found.mac === null && found.size > 0 && !(await headMark.isSet()))
    await bookkeeping(house, "head.keyed", async (tx) => {
      const head = await lockHead(tx);
      if (head.mac === null) await keyLogHead(tx, { ...head, mac: signer.headMac(head) });
    });
  const head = await readHead(db.read);
  const fault = whyNotKeyed(signer, head);
  if (fault || head.size === 0 || (await headMark.isSet())) return fault;
  await headMark.set();
  log.info({ size: head.size }, "the head of the audit log now carries a MAC");
  return undefined;
}
