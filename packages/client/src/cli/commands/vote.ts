// chancery approve, reject, request-changes, withdraw: a vote is cast on exactly what was shown before it.
import { confirm, isCancel } from "@clack/prompts";
import type { Decision, PromotionView } from "@chancery/core";
import { ChanceryClientError } from "../../index.ts";
import { canAsk, say, type Cli } from "../cli.ts";
import { describePromotion } from "../describe.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requirePromotionNumber, requireText } from "../values.ts";
import { outcomeCode, outcomeText } from "./promote.ts";

type Options = { readonly note?: string; readonly yes?: boolean; readonly json?: boolean; readonly input?: boolean };
const verbs = {
  approve: { decision: "approve", about: "sign for a version to enter its stage" },
  reject: { decision: "reject", about: "refuse a promotion for good" },
  "request-changes": { decision: "request-changes", about: "say what has to change first" },
} as const satisfies Record<string, { readonly decision: Decision; readonly about: string }>;

export function addVotes({ program, cli, answer }: Registry): void {
  for (const [name, { decision, about }] of Object.entries(verbs)) {
    const command = program
      .command(`${name} <promotion>`)
      .description(`${about}; shows what changes first`)
      .requiredOption("--note <text>", "your note: it stands in the record under your name")
      .option("--yes", "do not ask after showing it")
      .action(async (text: string) => answer(await vote(cli, { text, decision }, command.optsWithGlobals<Options>())));
    examples(command, [
      `chancery ${name} P-12 --note "${decision === "approve" ? "metrics hold on the far-field set" : "the card names no limits"}"`,
    ]);
  }
  program
    .command("withdraw <promotion>")
    .description("take back a promotion you asked for")
    .requiredOption("--note <text>", "why")
    .action(async (text: string, options: Options) => {
      const [number, note] = [requirePromotionNumber(text), requireText("--note", options.note)];
      const { client, url } = await openSession(cli);
      const { id } = await client.api.promotions.get.query({ number });
      const promotion = await client.api.promotions.withdraw.mutate({ promotionId: id, note });
      answer({ json: promotion, text: outcomeText(promotion, url) });
    });
}

async function vote(
  cli: Cli,
  { text, decision }: { readonly text: string; readonly decision: Decision },
  options: Options,
) {
  const [number, note] = [requirePromotionNumber(text), requireText("--note", options.note)];
  const { client, url } = await openSession(cli);
  const shown = await client.api.promotions.get.query({ number });
  say(cli, `${describePromotion(shown)}\n`);
  if (!options.yes && canAsk(cli, options)) await requireConsent(cli, shown, decision);
  const promotion = await client.api.promotions.vote.mutate({
    promotionId: shown.id,
    decision,
    note,
    seen: shown.digests,
    revision: shown.revision,
  });
  return {
    json: promotion,
    text: outcomeText(promotion, url),
    ...(decision === "approve" && { exitCode: outcomeCode(promotion) }),
  };
}

async function requireConsent(cli: Cli, shown: PromotionView, decision: Decision): Promise<void> {
  const verb = { approve: "Approve", reject: "Reject", "request-changes": "Ask for changes to" }[decision];
  const message = `${verb} ${shown.team}/${shown.name}:${shown.versionNumber} for ${shown.stage}, as shown?`;
  const agreed = await confirm({
    message,
    initialValue: false,
    input: cli.input,
    output: cli.messages,
    signal: cli.signal,
  });
  if (isCancel(agreed) || !agreed) throw new ChanceryClientError("CANCELLED", "no vote was cast");
}
