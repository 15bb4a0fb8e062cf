// chancery draft: gives up a draft for good, with what was sent of it.
import { canAsk, say } from "../cli.ts";
import { requireYes, type Consenting } from "../consent.ts";
import { UsageError } from "../exit-code.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference } from "../values.ts";

export function addDraft({ program, cli, answer }: Registry): void {
  const draft = program.command("draft").description("discard a version that is not sealed yet");
  const rm = draft
    .command("rm <ref>")
    .description("discard a draft: its files are deleted, its number stays taken")
    .option("--yes", "discard it without asking for confirmation")
    .action(async (text: string, _: Consenting, command: { optsWithGlobals(): Consenting }) => {
      const options = command.optsWithGlobals();
      const ref = requireReference(text);
      const { client } = await openSession(cli);
      const { id: versionId, number, fileCount } = await client.api.versions.get.query({ ref });
      const files = fileCount === 1 ? "1 file" : `${fileCount} files`;
      say(cli, `Discarding version ${number} of ${text.split(/[:@]/, 1)[0]}, a draft with ${files}.`);
      if (!options.yes && !canAsk(cli, options)) throw new UsageError("cannot ask for confirmation here: add --yes");
      if (!options.yes) await requireYes(cli, "Discard it? This cannot be undone.", "nothing was discarded");
      await client.api.versions.discard.mutate({ versionId });
      answer({ json: { number, isDiscarded: true }, text: `Discarded version ${number}.` });
    });
  examples(rm, ["chancery draft rm speech/silero-vad:4", "chancery draft rm speech/silero-vad:4 --yes"]);
}
