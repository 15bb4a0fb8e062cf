// What a reference points at: a version by number, alias, stage or manifest digest.
import { isStageName, type VersionReference } from "@chancery/core";
import { and, desc, eq, isNull } from "drizzle-orm";
import { one, open, type Reader } from "./handle.ts";

/**
 * The version a reference names, in any state; a stage that is not exclusive answers with its newest entry,
 * a digest with the newest version that has it, sealed ones first.
 */
export async function resolveReference(
  reader: Reader,
  { modelId, target }: { readonly modelId: string; readonly target: VersionReference["target"] },
): Promise<{ readonly versionId: string } | undefined> {
  const { run, t } = open(reader);
  const { versions: v, occupancies: o, aliases: a } = t;
  const found = { versionId: v.id };
  switch (target.kind) {
    case "number":
      return one(run.select(found).from(v).where(and(eq(v.modelId, modelId), eq(v.number, target.number))));
    case "digest":
      return one(
        run
          .select(found)
          .from(v)
          .where(and(eq(v.modelId, modelId), eq(v.manifestDigest, target.sha256)))
          .orderBy(desc(v.state), desc(v.number))
          .limit(1),
      );
    case "name":
      return isStageName(target.name)
        ? one(
            run
              .select({ versionId: o.versionId })
              .from(o)
              .where(and(eq(o.modelId, modelId), eq(o.stage, target.name), isNull(o.to)))
              .orderBy(desc(o.from), desc(o.id))
              .limit(1),
          )
        : one(
            run
              .select({ versionId: a.versionId })
              .from(a)
              .where(and(eq(a.modelId, modelId), eq(a.name, target.name), isNull(a.to))),
          );
  }
}
