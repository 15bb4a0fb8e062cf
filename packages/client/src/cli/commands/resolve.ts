// chancery resolve: a reference becomes an immutable answer.
import { join } from "node:path";
import { lockFileName, pin } from "../../node/index.ts";
import { say } from "../cli.ts";
import { fields, formatTime } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference } from "../values.ts";

export function addResolve({ program, cli, answer }: Registry): void {
  const command = program
    .command("resolve <ref>")
    .description("what a reference resolves to now: version id, number, manifest digest")
    .option("--pin", `write it to ${lockFileName}`)
    .action(async (text: string, options: { readonly pin?: boolean }) => {
      const reference = requireReference(text);
      const { client } = await openSession(cli);
      const resolution = await client.resolve(reference);
      if (options.pin) await pin(client, { reference, file: join(cli.cwd, lockFileName), resolution });
      if (resolution.state === "revoked") say(cli, "warning: this version is revoked and should not be used");
      if (resolution.recordContradicted)
        say(cli, "warning: the database disagrees with the audit log. This is what the log says. Tell an admin");
      const { team, name, number, versionId, manifestDigest, resolvedAt } = resolution;
      const shown = fields([
        ["version", `${team}/${name}:${number}`],
        ["id", versionId],
        ["manifest", `sha256:${manifestDigest}`],
        ["resolved", formatTime(resolvedAt)],
      ]);
      answer({ json: resolution, text: shown });
    });
  examples(command, [
    "chancery resolve speech/silero-vad@production",
    "chancery resolve speech/silero-vad@champion --pin",
  ]);
}
