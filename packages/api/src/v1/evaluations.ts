// The evaluations of a version: every measurement with who made it, on what, and when.
import { directions, measurementMarks, phases } from "@chancery/core";
import { listEvaluations } from "@chancery/services";
import { z } from "zod";
import { queryOf, type Route } from "./route.ts";

const Evaluations = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      phase: z.enum(phases),
      evaluator: z.string(),
      evaluatorId: z.uuid(),
      dataset: z.object({ id: z.uuid(), name: z.string(), version: z.string(), sha256: z.string() }).nullable(),
      slice: z.string(),
      metrics: z.array(
        z.object({
          name: z.string(),
          value: z.string(),
          direction: z.enum(directions),
          unit: z.string().optional(),
          lower: z.string().optional(),
          upper: z.string().optional(),
        }),
      ),
      codeCommit: z.string().nullable(),
      observedFrom: z.iso.datetime().nullable(),
      observedTo: z.iso.datetime().nullable(),
      createdAt: z.iso.datetime(),
      marks: z.array(z.enum(measurementMarks)),
      retraction: z.object({ by: z.string(), reason: z.string(), at: z.iso.datetime() }).nullable(),
      mayRetract: z.boolean(),
    }),
  ),
  next: z.string().nullable(),
});

export const evaluationRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/v1/versions/{versionId}/evaluations",
    summary: "The evaluations of a version, newest first, page by page: `after` is the `next` of the page before",
    isSignedIn: true,
    parameters: listEvaluations.input,
    answers: [
      { status: 200, description: "One page of them; values are exact decimals, as text", schema: Evaluations },
    ],
    async handle(c) {
      const { limit, ...given } = queryOf(c);
      const input = {
        ...given,
        ...(limit !== undefined && { limit: Number(limit) }),
        versionId: c.req.param("versionId"),
      };
      return c.json(await listEvaluations(c.get("deps").house, c.get("call"), input));
    },
  },
];
