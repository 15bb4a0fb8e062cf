// The dataset a caller named, as they may see it, with its row: by its id or `team/name:version`.
import { refuse, type Subjects, type Target } from "@chancery/core";
import {
  datasetById,
  datasetsCalled,
  isDatasetVisible,
  teamBySlug,
  type DatasetRow,
  type Reader,
  type Tx,
} from "@chancery/db";
import type { Asking } from "../authorise.ts";
import { visibleTo } from "../query.ts";

export type DatasetSubject = Subjects["dataset"] & { readonly row: DatasetRow };

/** Undefined when there is none. Open to everyone, or hidden as a restricted model is. */
export const findDataset = (reader: Reader, target: Target<"dataset">, asking: Asking) =>
  datasetOf(reader, target, { asking, lock: false });

/** As `findDataset`, its row held until the transaction ends. */
export const lockDataset = (tx: Tx, target: Target<"dataset">, asking: Asking) =>
  datasetOf(tx, target, { asking, lock: true });

async function datasetOf(
  reader: Reader,
  target: Target<"dataset">,
  { asking, lock }: { readonly asking: Asking; readonly lock: boolean },
): Promise<DatasetSubject | undefined> {
  const id = target.id ?? (await idCalled(reader, target.text, asking));
  const row = id === undefined ? undefined : await datasetById(reader, id, { lock });
  if (!row) return undefined;
  const isSeen = await isVisible(reader, row.id, asking);
  return { kind: "dataset", id: row.id, teamId: row.teamId, visibility: isSeen ? "organisation" : "restricted", row };
}

const isVisible = async (reader: Reader, id: string, { actor, grants }: Asking) =>
  isDatasetVisible(reader, visibleTo(actor, await grants(), "dataset:read"), id);

/** Of those that read alike, the one spelled so; CONFLICT where that leaves several to one who sees them. */
async function idCalled(reader: Reader, text: string, asking: Asking): Promise<string | undefined> {
  const [, typed, name, version] = /^([^/:]+)\/([^:]+):(.+)$/.exec(text) ?? [];
  if (typed === undefined || name === undefined || version === undefined)
    throw refuse("INVALID_INPUT", "reference_invalid", "a dataset is named team/name:VERSION, or by its id");
  const team = await teamBySlug(reader, typed.toLowerCase());
  const alike = team ? await datasetsCalled(reader, { teamId: team.id, name, version }) : [];
  const spelled = alike.filter((row) => row.name === name);
  const seen: string[] = [];
  for (const { id } of spelled.length > 0 ? spelled : alike) if (await isVisible(reader, id, asking)) seen.push(id);
  if (seen.length > 1)
    throw refuse("CONFLICT", "dataset_ambiguous", `${seen.length} datasets are called that: name one by its id`);
  return seen[0];
}
