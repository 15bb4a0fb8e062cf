// The doors of a use-case beside tRPC, as its row of the surface says them.

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
/** Method, path under /api/v1 and the status of an answer, where that is not 200. A path parameter is named like the input's field. */
type Where = `${Method} /${string}`;
type Answered = Readonly<Record<string, unknown>>;
type About = {
  readonly summary: string;
  /** What tells two answers apart: of a GET that is polled. */
  weakTag?(answer: Answered): string;
};

export type HttpDoor = About & {
  readonly kind: "http";
  readonly method: Lowercase<Method>;
  /** `/api/v1/versions/{versionId}/files/{+path}`: a `+` takes the rest, slashes included. */
  readonly path: string;
  readonly status: 200 | 201 | 204;
};
export type Door = HttpDoor | { readonly kind: "portal"; readonly why: string };

export function http(where: Where, about: string | About): HttpDoor {
  const [method, path, status = "200"] = where.split(" ") as [Method, string, ("200" | "201" | "204")?];
  return {
    kind: "http",
    method: method.toLowerCase() as Lowercase<Method>,
    path: `/api/v1${path}`,
    status: Number(status) as HttpDoor["status"],
    ...(typeof about === "string" ? { summary: about } : about),
  };
}

/** For the portal alone, and why: it goes to no program, or says nothing that a program could use. */
export const portal = (why: string): Door => ({ kind: "portal", why });
