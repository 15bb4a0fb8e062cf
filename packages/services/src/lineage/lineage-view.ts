// A lineage edge as readers see it.
import type { LineageEdge, LineageView } from "@chancery/core";
import type { EdgeRow } from "@chancery/db";

/** Who recorded it is left out: lists say that beside it. */
type Recorder = Pick<EdgeRow, "createdBy" | "recorderOwnerId">;
type Shown = LineageEdge & Pick<EdgeRow, "id" | "createdAt"> & Partial<Recorder>;

export const lineageView = ({ createdAt, createdBy: _by, recorderOwnerId: _owner, ...edge }: Shown): LineageView => ({
  ...edge,
  createdAt: createdAt.toISOString(),
});
