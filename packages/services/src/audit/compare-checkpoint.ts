// "Is this still the log I knew?": a checkpoint somebody kept, held against the log as it is now.
import { openCheckpoint, organisation, ComparedCheckpoint, type LogName } from "@chancery/core";
import { readHead } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";
import { whyNotContinued } from "./continues-checkpoint.ts";
import { trustedLogNames } from "./log-names.ts";

/** Also one of a name that the log had before a restore, under that name's key. */
export const compareCheckpoint = query({
  permission: "audit:read",
  input: z.strictObject({ note: z.string().max(65_536) }),
  output: ComparedCheckpoint,
  subject: () => Promise.resolve(organisation),
  async run({ house, reader }, { note }): Promise<ComparedCheckpoint> {
    const names = await trustedLogNames(house);
    const origin = note.split("\n", 1)[0];
    const at = names.findLastIndex((name) => name.origin === origin);
    const name: LogName | undefined = names[at];
    if (!name) {
      const message = `this is not a checkpoint of ${names.at(-1)!.origin} or of an earlier name of this log`;
      return { verdict: "unusable", reason: { code: "since_of_another_log", message } };
    }
    const opened = openCheckpoint(note, name.verifierKey);
    if (!opened.ok) {
      const { code, message } = opened.reasons[0]!;
      return { verdict: "unusable", reason: { code: `since_${code}`, message } };
    }
    const { checkpoint } = opened;
    const restored = names[at + 1];
    if (restored && checkpoint.size > restored.from) {
      const message = `${name.origin} had ${checkpoint.size} entries, but the log went on from a backup of ${restored.from}`;
      return { verdict: "inconsistent", reason: { code: "entries_lost_in_restore", message } };
    }
    const head = await readHead(reader);
    const reason = await whyNotContinued(reader, head, checkpoint);
    if (reason) return { verdict: "inconsistent", reason };
    return { verdict: "consistent", size: checkpoint.size, treeSize: head.size };
  },
});
