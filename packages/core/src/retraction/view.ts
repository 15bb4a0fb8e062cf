// That something recorded was taken back.
import { z } from "zod";
import { Time, type View } from "../kernel/view.ts";

export const RetractionView = z
  .object({ by: z.string(), reason: z.string(), at: Time })
  .meta({ id: "Retraction", description: "Who took it back, and why." });
export type RetractionView = View<typeof RetractionView>;
