// chancery approve, reject, request-changes, withdraw, dismiss: a vote is cast on exactly what was shown before it.
import { inList, type Decision, type PromotionView } from "@chancery/core";
import { canAsk, say, type Cli } from "../cli.ts";
import { requireYes, type Consenting } from "../consent.ts";
import { describePromotion } from "../describe.ts";
import { UsageError } from "../exit-code.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { collect, requirePromotionNumber, requireText } from "../values.ts";
import { outcomeCode, outcomeText } from "./promote.ts";

type Options = Consenting & { readonly note?: string; readonly condition?: readonly string[] };
const verbs = {
  approve: { decision: "approve", about: "approve a promotion" },
  reject: { decision: "reject", about: "reject a promotion" },
  "request-changes": { decision: "request-changes", about: "ask for changes to a promotion" },
} as const satisfies Record<string, { readonly decision: Decision; readonly about: string }>;

export function addVotes({ program, cli, answer }: Registry): void {
  for (const [name, { decision, about }] of Object.entries(verbs)) {
    const command = program
      .command(`${name} <promotion>`)
      .description(`${about}; shows what changes first`)
      .requiredOption("--note <text>", "your note: it is recorded under your name")
      .option("--yes", "do not ask for confirmation after showing it");
    if (decision === "approve")
      command.option(
        "--condition <text>",
        "a condition of the approval, one line of up to 500 characters (repeatable, up to 10)",
        collect,
      );
    command.action(async (text: string) =>
      answer(await vote(cli, { text, decision }, command.optsWithGlobals<Options>())),
    );
    examples(command, [
      `chancery ${name} P-12 --note "${decision === "approve" ? "metrics hold on the far-field set" : "the card names no limits"}"`,
      ...(decision === "approve"
        ? ['chancery approve P-12 --note "fine for a quarter" --condition "measured again on calls of 2027 by March"']
        : []),
    ]);
  }
  program
    .command("withdraw <promotion>")
    .description("withdraw a promotion that you requested; as an admin, also one requested by a disabled account")
    .requiredOption("--note <text>", "why")
    .action(async (text: string, options: Options) => {
      const [number, note] = [requirePromotionNumber(text), requireText("--note", options.note)];
      const { client, url } = await openSession(cli);
      const promotion = await client.api.promotions.withdraw.mutate({ promotionId: number, note });
      answer({ json: promotion, text: outcomeText(promotion, url) });
    });
  const dismiss = program
    .command("dismiss <promotion>")
    .description("dismiss another reviewer's objection, with a reason that its author sees; shows the promotion first")
    .requiredOption("--reason <text>", "why the objection no longer has to block the promotion (10 characters or more)")
    .option("--of <name>", "whose objection, as printed on it; required when there are several")
    .option("--yes", "do not ask for confirmation after showing it")
    .action(async (text: string) => answer(await dismissIn(cli, text, dismiss.optsWithGlobals<Dismissing>())));
  examples(dismiss, ['chancery dismiss P-12 --reason "the card names its limits since revision 2"']);
}

type Dismissing = Consenting & { readonly reason?: string; readonly of?: string };

async function dismissIn(cli: Cli, text: string, options: Dismissing) {
  const [number, reason] = [requirePromotionNumber(text), requireText("--reason", options.reason)];
  const { client, url } = await openSession(cli);
  const shown = await client.api.promotions.get.query({ number });
  say(cli, `${describePromotion(shown)}\n`);
  const objection = objectionIn(shown, options.of);
  if (!options.yes && canAsk(cli, options))
    await requireYes(
      cli,
      `Dismiss the objection of ${objection.printedName}: “${objection.note}”?`,
      "nothing was dismissed",
    );
  const promotion = await client.api.promotions.dismiss.mutate({
    promotionId: shown.id,
    voteId: objection.id,
    reason,
  });
  return { json: promotion, text: outcomeText(promotion, url) };
}

/** The one that stands, or that of this name; the first vote where none does: the server says why it cannot be dismissed. */
function objectionIn({ number, carried, votes }: PromotionView, of: string | undefined) {
  const all = [...carried, ...votes].filter(({ printedName }) => of === undefined || printedName === of);
  const standing = all.filter(({ isStanding }) => isStanding);
  if (standing.length > 1)
    throw new UsageError(
      `there are several objections: add --of with ${inList(
        standing.map(({ printedName }) => printedName),
        "or",
      )}`,
    );
  const objection = standing[0] ?? all[0];
  if (!objection) throw new UsageError(`nobody${of === undefined ? "" : ` called ${of}`} objects to P-${number}`);
  return objection;
}

async function vote(
  cli: Cli,
  { text, decision }: { readonly text: string; readonly decision: Decision },
  options: Options,
) {
  const [number, note] = [requirePromotionNumber(text), requireText("--note", options.note)];
  const conditions = (options.condition ?? []).map((condition) => requireText("--condition", condition));
  const { client, url } = await openSession(cli);
  const shown = await client.api.promotions.get.query({ number });
  say(cli, `${describePromotion(shown)}\n`);
  if (!options.yes && canAsk(cli, options)) await requireConsent(cli, shown, decision);
  const promotion = await client.api.promotions.vote.mutate({
    promotionId: shown.id,
    decision,
    note,
    ...(conditions.length > 0 && { conditions }),
    seen: shown.digests,
    revision: shown.revision,
  });
  return {
    json: promotion,
    text: outcomeText(promotion, url),
    ...(decision === "approve" && { exitCode: outcomeCode(promotion) }),
  };
}

function requireConsent(cli: Cli, shown: PromotionView, decision: Decision): Promise<void> {
  const verb = { approve: "Approve", reject: "Reject", "request-changes": "Ask for changes to" }[decision];
  const what = `${verb} ${shown.team}/${shown.name}:${shown.versionNumber} for ${shown.stage}, as shown?`;
  return requireYes(cli, what, "no vote was cast");
}
