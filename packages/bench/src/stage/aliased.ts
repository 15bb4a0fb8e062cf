// A sealed version that an alias points at: what a serving job asks for all day.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { push } from "@chancery/client/node";
import type { Place } from "../bench.ts";
import { team, type Registry } from "./registry.ts";

/** `bench/served@champion`, one small file. Answers the reference. */
export async function pushAliased(place: Place, { client }: Registry): Promise<string> {
  const path = join(place.folder, "weights.bin");
  await writeFile(path, "a small model");
  const model = `${team}/served`;
  const { versionId } = await push(client, { model, paths: [path] });
  const { id: modelId } = await client.api.models.get.query({ model });
  await client.api.models.setAlias.mutate({ modelId, alias: "champion", versionId });
  return `${model}@champion`;
}
