// chancery model: registering one, who may see it, and who answers for it.
import { visibilities } from "@chancery/core";
import { describeModel } from "../describe.ts";
import { UsageError } from "../exit-code.ts";
import { personOf } from "../person.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { collect, parseFacts, requireModel, requireOneOf, requireTeamAndName } from "../values.ts";

type Options = { readonly description?: string; readonly visibility?: string; readonly tag?: readonly string[] };

export function addModel({ program, cli, answer }: Registry): void {
  const model = program.command("model").description("register, show and change models");
  const described = (name: string, about: string) =>
    model
      .command(name)
      .description(about)
      .option("--description <text>", "what it is for, in one line")
      .option("--visibility <who>", `who may see it: ${visibilities.join(", ")}`)
      .option("--tag <k=v>", "a tag (repeatable)", collect);
  const create = described("create <team/name>", "register a model; the first push to it does so too").action(
    async (text: string, options: Options) => {
      const input = { ...requireTeamAndName(text), ...changesOf(options) };
      const { client } = await openSession(cli);
      const made = await client.api.models.create.mutate(input);
      answer({ json: { ...made, model: text }, text: `Registered ${text}.` });
    },
  );
  examples(create, ['chancery model create speech/asr --visibility team --description "call transcription"']);
  model
    .command("show <team/name>")
    .description("the same as chancery show team/name")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const view = await client.api.models.get.query({ model: requireModel(text) });
      answer({ json: view, text: describeModel(view) });
    });
  const owner = model
    .command("owner <team/name> <person>")
    .description("set the person who answers for a model (maintainers and admins)")
    .action(async (text: string, named: string) => {
      const modelId = requireModel(text);
      const { client } = await openSession(cli);
      const { id: ownerId } = await personOf(client, named);
      const view = await client.api.models.setOwner.mutate({ modelId, ownerId });
      answer({ json: { model: text, ...view }, text: `${view.name} owns ${text}.` });
    });
  examples(owner, ['chancery model owner speech/asr "Ada Okafor"']);
  described("set <team/name>", "change description, visibility or tags (maintainers)").action(
    async (text: string, options: Options) => {
      const changes = changesOf(options);
      if (Object.keys(changes).length === 0)
        throw new UsageError("nothing to change: give --description, --visibility or --tag");
      const { client } = await openSession(cli);
      const { id: modelId, revision, tags } = await client.api.models.get.query({ model: requireModel(text) });
      const input = { modelId, revision, ...changes, ...(changes.tags && { tags: { ...tags, ...changes.tags } }) };
      const changed = await client.api.models.update.mutate(input);
      answer({ json: { model: text, ...changed }, text: `Changed ${text}: revision ${changed.revision}.` });
    },
  );
}

const changesOf = ({ description, visibility, tag }: Options) => ({
  ...(description !== undefined && { description }),
  ...(visibility !== undefined && { visibility: requireOneOf("--visibility", visibility, visibilities) }),
  ...(tag && { tags: parseFacts("--tag", tag) }),
});
