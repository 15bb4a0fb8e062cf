// A team as the API answers it.
import { z } from "zod";
import { Id, Time, type View } from "../kernel/view.ts";

export const TeamView = z.object({ id: Id, slug: z.string(), name: z.string(), createdAt: Time }).meta({ id: "Team" });
export type TeamView = View<typeof TeamView>;
