// chancery evaluation retract, chancery lineage retract: it stays in its list, with the reason, and counts nowhere.
import { isUuid, type Page, type RetractionView } from "@chancery/core";
import type { Command } from "commander";
import type { Client } from "../../index.ts";
import { paged } from "../../pages.ts";
import { say } from "../cli.ts";
import { warnAtStake, type Consenting } from "../consent.ts";
import { UsageError } from "../exit-code.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference, requireText } from "../values.ts";

type Listed = { readonly id: string; readonly retraction: RetractionView | null };
type Retracting<T extends Listed> = {
  readonly noun: string;
  list(
    client: Client,
    input: { readonly versionId: string; readonly after?: string; readonly limit: number },
  ): Promise<Page<T>>;
  say(item: T): string;
  retract(client: Client, input: { readonly id: string; readonly reason: string }): Promise<RetractionView>;
};

export function addRetract<T extends Listed>(
  parent: Command,
  { cli, answer }: Registry,
  { noun, list, say: inWords, retract }: Retracting<T>,
): void {
  const command = parent
    .command("retract <ref> <id>")
    .description(`retract a wrong ${noun}: it stays in the list with your reason, but no longer counts`)
    .requiredOption("--reason <text>", "why; the list shows it")
    .option("--yes", "do not ask for confirmation when it voids approvals")
    .action(async (reference: string, id: string, own: { readonly reason: string }) => {
      const [ref, reason] = [requireReference(reference), requireText("--reason", own.reason)];
      if (!isUuid(id)) throw new UsageError(`${id} is not an id: \`ls\` of the same command lists the ids`);
      const { client } = await openSession(cli);
      const { id: versionId } = await client.api.versions.get.query({ ref });
      const page = (after: string | undefined) =>
        list(client, { versionId, limit: 200, ...(after !== undefined && { after }) });
      const found = await find(paged(page), id);
      if (!found) throw new UsageError(`${reference} has no ${noun} ${id}`);
      say(cli, `Retracting ${inWords(found)}`);
      const { promotions } = await client.api.promotions.atStakeOfVersion.query({ versionId });
      const options = command.optsWithGlobals<Consenting>();
      await warnAtStake(cli, { doing: "Where it is part of what was approved, retracting it", promotions, options });
      const retraction = await retract(client, { id, reason });
      answer({ json: { id, ...retraction }, text: `Retracted the ${noun}.` });
    });
  examples(command, [`chancery ${parent.name()} retract speech/asr:12 "$ID" --reason "measured on the wrong split"`]);
}

async function find<T extends Listed>(items: AsyncIterable<T>, id: string): Promise<T | undefined> {
  for await (const item of items) if (item.id === id) return item;
  return undefined;
}
