// Datasets: which bytes a version was trained or evaluated on, and whether they still stand.
import { allowed, refused, type Verdict } from "./errors.ts";
import { collisionKey } from "./look-alike.ts";

type Named = { readonly name: string; readonly version: string };

/** What people take a dataset of a team for. A name holds no space, so two of them never run together. */
export const datasetKey = ({ name, version }: Named): string => `${collisionKey(name)} ${version}`;

/** One name and version stands for the same bytes everywhere in a team. */
export const mayCallDataset = (
  { name, version, sha256 }: Named & { readonly sha256: string },
  known: readonly { readonly sha256: string }[],
): Verdict =>
  known.some((other) => other.sha256 !== sha256)
    ? refused("CONFLICT", {
        code: "dataset_version_taken",
        message: `the team has a dataset ${name} ${version} with other bytes: give these another version`,
      })
    : allowed;

/** A dataset is withdrawn once. */
export const mayWithdrawDataset = ({ status }: { readonly status: "active" | "withdrawn" }): Verdict =>
  status === "active"
    ? allowed
    : refused("ILLEGAL_TRANSITION", { code: "dataset_withdrawn", message: "this dataset is already withdrawn" });
