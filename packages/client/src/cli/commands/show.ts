// chancery show: a model, a version or a promotion.
import { isUuid } from "@chancery/core";
import type { Cli } from "../cli.ts";
import { describeModel, describePromotion, describeVersion } from "../describe.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { isModel, isPromotionNumber, requirePromotionNumber, requireReference, requireStage } from "../values.ts";

type Options = { readonly against?: string };

export function addShow({ program, cli, answer }: Registry): void {
  const command = program
    .command("show <ref>")
    .description("a model (team/name), a version (a reference or its id), or a promotion (P-12)")
    .option("--against <stage>", "compare a version with the one in this stage")
    .action(async (text: string, options: Options) => answer(await show(cli, text, options)));
  examples(command, [
    "chancery show speech/silero-vad",
    "chancery show speech/silero-vad:3 --against production",
    "chancery show P-12",
  ]);
}

async function show(cli: Cli, text: string, { against }: Options) {
  const { client } = await openSession(cli);
  if (isPromotionNumber(text)) {
    const promotion = await client.api.promotions.get.query({ number: requirePromotionNumber(text) });
    return { json: promotion, text: describePromotion(promotion) };
  }
  if (!isUuid(text) && isModel(text)) {
    const model = await client.api.models.get.query({ model: text });
    return { json: model, text: describeModel(model) };
  }
  const which = isUuid(text) ? { versionId: text } : { ref: requireReference(text) };
  const version = await client.api.versions.get.query({
    ...which,
    ...(against !== undefined && { against: requireStage(against) }),
  });
  return { json: version, text: describeVersion(version) };
}
