// chancery seal: what `push --draft` left open is frozen.
import { isUuid } from "@chancery/core";
import type { Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference } from "../values.ts";

export function addSeal({ program, cli, answer }: Registry): void {
  program
    .command("seal <ref>")
    .description("seal a draft, named by team/name:NUMBER or by its id")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const versionId = isUuid(text) ? text : requireReference(text);
      const sealed = await client.api.versions.seal.mutate({ versionId });
      answer({ json: sealed, text: `Sealed version ${sealed.number}: sha256:${sealed.manifestDigest}` });
    });
}
