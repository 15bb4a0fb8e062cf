// chancery alias: names that point at versions.
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireModel, requireReference } from "../values.ts";

export function addAlias({ program, cli, answer }: Registry): void {
  const alias = program.command("alias").description("set or remove a model's aliases");
  const set = alias
    .command("set <model> <alias> <ref>")
    .description("point an alias at a version")
    .action(async (text: string, name: string, reference: string) => {
      const model = requireModel(text);
      const full = requireReference(/^[:@]/.test(reference) ? `${model}${reference}` : reference);
      const { client } = await openSession(cli);
      const view = await client.api.models.setAlias.mutate({ modelId: model, alias: name, versionId: full });
      answer({ json: view, text: `${model}@${name} is version ${view.number}` });
    });
  examples(set, ["chancery alias set speech/silero-vad champion :3"]);
  alias
    .command("rm <model> <alias>")
    .description("remove an alias; the version stays")
    .action(async (text: string, name: string) => {
      const model = requireModel(text);
      const { client } = await openSession(cli);
      await client.api.models.removeAlias.mutate({ modelId: model, alias: name });
      answer({ json: { model, alias: name, isRemoved: true }, text: `${model}@${name} is removed` });
    });
}
