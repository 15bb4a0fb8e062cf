// A label stands on one version of a model.
import { orThrow, mayLabel } from "@chancery/core";
import { versionLabelled, type Tx } from "@chancery/db";

/** CONFLICT when another version has the label. The model's row must be locked. */
export async function refuseTakenLabel(
  tx: Tx,
  { modelId, versionId, label }: { readonly modelId: string; readonly versionId: string; readonly label: string },
): Promise<void> {
  const holder = await versionLabelled(tx, { modelId, label });
  orThrow(mayLabel(label, holder?.id === versionId ? undefined : holder));
}
