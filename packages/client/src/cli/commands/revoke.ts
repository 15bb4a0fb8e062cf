// chancery revoke: stops a sealed version for good, after it has said what ends with it.
import { confirm, isCancel } from "@clack/prompts";
import { atStakeInWords, revocationInWords } from "@chancery/core";
import { ChanceryClientError } from "../../index.ts";
import { canAsk, say, type Cli } from "../cli.ts";
import { UsageError } from "../exit-code.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference, requireText } from "../values.ts";

type Options = {
  readonly reason: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly input?: boolean;
  readonly json?: boolean;
};

export function addRevoke({ program, cli, answer }: Registry): void {
  const revoke = program
    .command("revoke <ref>")
    .description("stop the use of a sealed version for good; shows first what ends with it")
    .requiredOption("--reason <text>", "why; every page of the version shows it")
    .option("--dry-run", "only show what would end")
    .option("--yes", "revoke without asking for confirmation")
    .action(async (text: string, own: Options, command: { optsWithGlobals(): Options }) => {
      const options = command.optsWithGlobals();
      const [ref, reason] = [requireReference(text), requireText("--reason", own.reason)];
      const { client } = await openSession(cli);
      const { id: versionId, number } = await client.api.versions.get.query({ ref });
      const ends = await client.api.versions.revocation.query({ versionId });
      const { promotions } = await client.api.promotions.atStakeOfVersion.query({ versionId });
      const voided = atStakeInWords(promotions).map((line) => `Revoking it ${line}.`);
      const words = [...revocationInWords(ends), ...voided].join("\n");
      if (options.dryRun) return answer({ json: { number, isRevoked: false, ...ends }, text: words });
      say(cli, `Revoking version ${number} of ${text.split(/[:@]/, 1)[0]}:\n${words}`);
      if (!options.yes) await requireConsent(cli, options, `Revoke version ${number}? This cannot be undone.`);
      const ended = await client.api.versions.revoke.mutate({ versionId, reason });
      answer({ json: { number, isRevoked: true, ...ended }, text: `Revoked version ${number}.` });
    });
  examples(revoke, ['chancery revoke speech/silero-vad:3 --reason "Trained on withdrawn data"']);
}

/** Throws CANCELLED for a no, and USAGE where nobody can be asked. */
async function requireConsent(cli: Cli, options: Options, question: string): Promise<void> {
  if (!canAsk(cli, options))
    throw new UsageError("cannot ask for confirmation here: add --yes, or --dry-run to look first");
  const isMeant = await confirm({
    message: question,
    initialValue: false,
    input: cli.input,
    output: cli.messages,
    signal: cli.signal,
  });
  if (isCancel(isMeant) || !isMeant) throw new ChanceryClientError("CANCELLED", "nothing was revoked");
}
