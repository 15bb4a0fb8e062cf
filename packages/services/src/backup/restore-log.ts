// The first act of a restored copy: its log goes on under a name and a key of its own, so that nobody signs the original's history twice.
import { organisation, refuse } from "@chancery/core";
import { keyLogHead, lockHead } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { inside } from "../describes.ts";
import { readLogNames } from "../audit/log-names.ts";

/** CONFLICT when the log bears this name already. The original's checkpoints stay proofs of what came before. */
export const restoreLog = command({
  kind: "log.restored@1",
  permission: "registry:initialise",
  input: z.strictObject({ takenAt: z.iso.datetime() }),
  output: inside,
  subject: () => Promise.resolve(organisation),
  async run({ tx, house }, { takenAt }) {
    const { origin, verifierKey } = house.signer;
    const names = await readLogNames(tx);
    const previous = names.at(-1);
    if (!previous)
      throw refuse("CONFLICT", "log_unnamed", "this database holds no registry: there is nothing to restore");
    if (names.some((name) => name.origin === origin))
      throw refuse(
        "CONFLICT",
        "origin_taken",
        `the log already had the name ${origin}: give the restored copy another name`,
      );
    // The original's key is in no backup: from here on the head is this copy's to answer for. The check of the whole log follows.
    const head = await lockHead(tx);
    await keyLogHead(tx, { ...head, mac: house.signer.headMac(head) });
    const audit = { verifierKey, previousOrigin: previous.origin, previousVerifierKey: previous.verifierKey, takenAt };
    return { result: audit, audit };
  },
});
