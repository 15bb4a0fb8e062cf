// A draft that files can be sent into.
import { team, type Registry } from "./registry.ts";

/** A new draft of `bench/large`; answers its version's id. */
export async function openDraft({ client }: Registry): Promise<string> {
  await client.api.models.create.mutate({ team, name: "large" });
  const { id } = await client.api.versions.create.mutate({ model: `${team}/large` });
  return id;
}
