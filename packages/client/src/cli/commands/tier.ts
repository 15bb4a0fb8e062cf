// chancery tier: how much hangs on a model, and the second person a lower tier takes.
import type { ModelView, TierAssessmentView } from "@chancery/core";
import { warnAtStake, type Consenting } from "../consent.ts";
import { exitCodes, UsageError } from "../exit-code.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireModel, requireText, requireTier } from "../values.ts";

type Options = {
  readonly tier: string;
  readonly exposure: string;
  readonly purpose: string;
  readonly rationale: string;
};

export function addTier({ program, cli, answer }: Registry): void {
  const tier = program.command("tier").description("assess a model's tier");
  const assess = tier
    .command("assess <team/name>")
    .description("put a model in a tier; a lower tier, or a first one below the highest, waits for a second person")
    .requiredOption("--tier <tier>", "one of the registry's tiers")
    .requiredOption("--exposure <text>", "who and what it reaches")
    .requiredOption("--purpose <text>", "what decisions it serves")
    .requiredOption("--rationale <text>", "why this tier, at least a sentence")
    .option("--yes", "do not ask for confirmation when it voids approvals")
    .action(async (text: string, options: Options) => {
      const model = requireModel(text);
      const assessment = {
        tier: requireTier(options.tier),
        exposure: requireText("--exposure", options.exposure),
        purpose: requireText("--purpose", options.purpose),
        rationale: requireText("--rationale", options.rationale),
      };
      const { client } = await openSession(cli);
      const { promotions } = await client.api.promotions.atStakeOfModel.query({ modelId: model });
      await warnAtStake(cli, { doing: "Changing the tier", promotions, options: assess.optsWithGlobals<Consenting>() });
      const view = await client.api.models.assessTier.mutate({ modelId: model, ...assessment });
      answer({ json: view, ...outcomeOf(model, view) });
    });
  examples(assess, [
    'chancery tier assess speech/asr --tier limited --exposure "internal callers" --purpose "search in calls" --rationale "No decision about a person rests on it."',
  ]);
  const second = (name: string, about: string, isConfirming: boolean) => {
    const command = tier
      .command(`${name} <team/name>`)
      .description(about)
      .option("--yes", "do not ask for confirmation when it voids approvals")
      .action(async (text: string) => {
        const model = requireModel(text);
        const { client } = await openSession(cli);
        const found = await client.api.models.get.query({ model });
        const assessmentId = pendingOf(found).id;
        if (isConfirming) {
          const { promotions } = await client.api.promotions.atStakeOfModel.query({ modelId: found.id });
          await warnAtStake(cli, {
            doing: "Changing the tier",
            promotions,
            options: command.optsWithGlobals<Consenting>(),
          });
        }
        const call = isConfirming ? client.api.models.confirmTier : client.api.models.refuseTier;
        const view = await call.mutate({ assessmentId });
        answer({
          json: view,
          text: isConfirming
            ? `${model} is now in tier ${view.tier}.`
            : `The assessment of ${model} as ${view.tier} is refused.`,
        });
      });
  };
  second("confirm", "confirm a lower tier as the second person", true);
  second("refuse", "refuse a lower tier that is waiting", false);
}

function outcomeOf(model: string, view: TierAssessmentView) {
  if (view.from !== null) return { text: `${model} is now in tier ${view.tier}.` };
  return {
    text: `${model} to tier ${view.tier} waits for a second person: chancery tier confirm ${model}`,
    exitCode: exitCodes.waitsForApproval,
  };
}

function pendingOf(model: ModelView): TierAssessmentView {
  const pending = model.tierAssessments.find(
    ({ from, to, confirmedBy }) => from === null && to === null && confirmedBy === null,
  );
  if (pending) return pending;
  throw new UsageError(`no assessment of ${model.team}/${model.name} waits for a second person`);
}
