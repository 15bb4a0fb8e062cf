// The routes that rows of the surface declare: each use-case as JSON over HTTP.
import type { HttpDoor } from "../doors.ts";
import type { UseCase } from "../expose.ts";
import type { Ctx } from "../http/request.ts";
import { surface } from "../surface.ts";
import { inputReader } from "./given.ts";
import { isFresh } from "./ranges.ts";
import type { Route } from "./route.ts";

const unchanged = { status: 304, description: "If-None-Match names this answer" };

export const surfaceRoutes: readonly Route[] = [...surface].flatMap(([name, { useCase, door }]) =>
  door.kind === "http" ? [routeOf(name as `${string}.${string}`, useCase, door)] : [],
);

function routeOf(name: `${string}.${string}`, useCase: UseCase, door: HttpDoor): Route {
  const { method, path, summary, status, weakTag } = door;
  const { input, output, permission } = useCase;
  const read = inputReader({ method, path, input });
  return {
    method,
    path,
    operation: name.replace(".", "_") as Route["operation"],
    summary,
    permission,
    input,
    answers: [
      {
        status,
        description: status === 204 ? "Done" : "The answer",
        ...(status !== 204 && { schema: output }),
        ...(weakTag && { headers: { ETag: "for If-None-Match: another one says that the answer changed" } }),
      },
      ...(weakTag ? [unchanged] : []),
    ],
    async handle(c) {
      const answer = await useCase(c.get("deps").house, c.get("call"), await read(c));
      if (status === 204) return c.body(null, 204);
      return weakTag ? sendTagged(c, answer as object, weakTag) : c.json(answer as object, status);
    },
  };
}

function sendTagged(c: Ctx, answer: object, tagOf: NonNullable<HttpDoor["weakTag"]>): Response {
  const tag = `"${tagOf({ ...answer })}"`;
  const headers = { ETag: `W/${tag}` };
  return isFresh(c.req.header("if-none-match"), tag) ? c.body(null, 304, headers) : c.json(answer, 200, headers);
}
