// chancery promote and inbox: asking for a stage, and what waits to be decided.
import { missingInWords, type PromotionSummary } from "@chancery/core";
import { say } from "../cli.ts";
import { promotionTable } from "../describe.ts";
import { exitCodes } from "../exit-code.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireOneOf, requirePromotionNumber, requireReference, requireStage, requireText } from "../values.ts";
import { pageOf } from "./ls.ts";

const tabs = ["mine", "asked", "team", "decided"] as const;

export function addPromote({ program, cli, answer }: Registry): void {
  const promote = program
    .command("promote <ref>")
    .description("request a promotion of a version into a stage")
    .requiredOption("--to <stage>", "one of the registry's stages")
    .requiredOption("--reason <text>", "why: reviewers read it, and it is kept in the record (10 characters or more)")
    .option("--ticket <text>", "the change ticket, one line of up to 200 characters")
    .option("--answers <promotion>", "the promotion it replies to; required if this content was objected to before")
    .option("--changed <text>", "with --answers: what changed since (10 characters or more)")
    .action(async (text: string, options: Asking) => {
      const [reference, stage, reason, ticket, answered] = [
        requireReference(text),
        requireStage(options.to),
        requireText("--reason", options.reason),
        options.ticket === undefined ? {} : { ticket: requireText("--ticket", options.ticket) },
        answerIn(options),
      ];
      const { client, url } = await openSession(cli);
      const { versionId } = await client.resolve(reference);
      const promotion = await client.api.promotions.request.mutate({
        versionId,
        stage,
        reason,
        ...ticket,
        ...answered,
      });
      answer({ json: promotion, text: outcomeText(promotion, url), exitCode: outcomeCode(promotion) });
    });
  examples(promote, [
    'chancery promote speech/silero-vad:3 --to production --reason "better recall on far-field audio" --ticket CHG0012345',
    'chancery promote speech/silero-vad:3 --to production --reason "as before" --answers P-17 --changed "the card names its limits"',
  ]);
  program
    .command("inbox")
    .description("list the promotions that wait for your decision")
    .option("--tab <tab>", "mine: waiting for you · asked: requested by you · team: of your teams · decided", "mine")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (options: { readonly tab: string; readonly limit: string; readonly after?: string }) => {
      const input = { tab: requireOneOf("--tab", options.tab, tabs), ...pageOf(options) };
      const { client } = await openSession(cli);
      const page = await client.api.promotions.list.query(input);
      if (input.tab === "mine")
        for (const { number, by, reason } of (await client.api.promotions.dismissed.query()).items)
          say(cli, `Your objection to P-${number} was dismissed by ${by}: ${reason}`);
      if (page.next !== null) say(cli, `there are more: --after ${page.next}`);
      answer({
        json: page,
        text: promotionTable(page.items, input.tab === "mine" ? "Nothing waits for you." : "No promotions here."),
      });
    });
}

type Asking = {
  readonly to: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly answers?: string;
  readonly changed?: string;
};

function answerIn({ answers, changed }: Asking): { answers?: number; whatChanged?: string } {
  if (answers === undefined && changed === undefined) return {};
  const number = requirePromotionNumber(requireText("--answers", answers));
  return { answers: number, whatChanged: requireText("--changed", changed) };
}

/** What came of it, what the version lacks, and where it can be read. */
export const outcomeText = (promotion: PromotionSummary, url: string): string => {
  const what = `P-${promotion.number}: ${promotion.team}/${promotion.name}:${promotion.versionNumber}`;
  const missing = missingInWords(promotion.missing);
  const where = `${missing && `Missing: ${missing}.\n`}${url}/promotions/${promotion.number}`;
  if (promotion.state === "executed") return `${what} is now in ${promotion.stage}.\n${where}`;
  if (promotion.state === "open") return `${what} to ${promotion.stage} waits for ${promotion.waitsFor}.\n${where}`;
  return `${what} to ${promotion.stage} is ${promotion.state}.\n${where}`;
};

export const outcomeCode = (promotion: PromotionSummary): number =>
  promotion.state === "open" || promotion.state === "approved" ? exitCodes.waitsForApproval : exitCodes.ok;
