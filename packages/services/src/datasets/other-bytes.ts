// A dataset's name and version stand for the same bytes everywhere in its team.
import { orThrow, refuse, mayCallDataset, type ChanceryError } from "@chancery/core";
import { datasetsCalled, type Tx } from "@chancery/db";

type Called = { readonly name: string; readonly version: string };

/** CONFLICT when the team has a dataset of this name and version with another digest. */
export async function refuseOtherBytes(
  tx: Tx,
  dataset: Called & { readonly teamId: string; readonly sha256: string },
): Promise<void> {
  const known = await datasetsCalled(tx, dataset);
  const asKnown = known.map(({ digest }) => ({ sha256: digest }));
  orThrow(mayCallDataset(dataset, asKnown));
}

/** For who loses a race: the database says only that something of it is taken. */
export const registeredMeanwhile = ({ name, version }: Called): ChanceryError =>
  refuse("CONFLICT", "dataset_exists", `${name} ${version}, or these bytes as ${name}, was registered a moment ago`);
