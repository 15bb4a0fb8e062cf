// `npm run fsck`: reads the whole log back and says what it found.
import { systemActor } from "@chancery/core";
import { checkLog, type House } from "@chancery/services";

/** Prints the verdict; true when the log is whole. */
export async function fsck(house: House): Promise<boolean> {
  const result = await checkLog(house, { actor: systemActor, requestId: house.newId() }, {});
  const lines = result.isOk
    ? [`The log is whole: ${result.treeSize} entries, root ${result.root}.`]
    : [
        result.firstBad ? `Entry ${result.firstBad.index} is the first bad one:` : "The log is not whole:",
        ...[...(result.firstBad?.reasons ?? []), ...result.reasons].map(
          (reason) => `  ${reason.code}: ${reason.message}`,
        ),
      ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return result.isOk;
}
