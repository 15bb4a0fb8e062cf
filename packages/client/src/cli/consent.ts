// Asking whoever sits there before something is recorded.
import { confirm, isCancel } from "@clack/prompts";
import { atStakeInWords, type AtStake } from "@chancery/core";
import { ChanceryClientError } from "../index.ts";
import { canAsk, say, type Cli } from "./cli.ts";

export type Consenting = { readonly yes?: boolean; readonly json?: boolean; readonly input?: boolean };

/** Throws CANCELLED where the answer is no; `otherwise` says what then did not happen. */
export async function requireYes(cli: Cli, message: string, otherwise: string): Promise<void> {
  const agreed = await confirm({
    message,
    initialValue: false,
    input: cli.input,
    output: cli.messages,
    signal: cli.signal,
  });
  if (isCancel(agreed) || !agreed) throw new ChanceryClientError("CANCELLED", otherwise);
}

type Changing = {
  /** What is about to be done: `Changing the tier`. */
  readonly doing: string;
  readonly promotions: readonly AtStake[];
  readonly options: Consenting;
};

/** Says whose approvals it voids; asks too, unless `--yes`, `--json` or nobody sits there. */
export async function warnAtStake(cli: Cli, { doing, promotions, options }: Changing): Promise<void> {
  const lines = atStakeInWords(promotions);
  for (const line of lines) say(cli, `${doing} ${line}.`);
  if (lines.length === 0 || options.yes || !canAsk(cli, options)) return;
  await requireYes(cli, "Continue anyway?", "nothing was changed");
}
