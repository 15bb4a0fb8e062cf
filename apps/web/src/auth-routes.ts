// Which of next-auth's routes this portal has, and by which methods. Left to itself, next-auth answers some others with a 500.

const methodsOf: Readonly<Record<string, readonly string[]>> = {
  csrf: ["GET"],
  session: ["GET"],
  signin: ["GET"],
  signout: ["GET", "POST"],
  "callback/password": ["POST"],
  "callback/link": ["POST"],
};

const form = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** How a request that no route is for is answered; undefined for one that next-auth answers. */
export function misdirected(request: Request, segments: readonly string[]): Response | undefined {
  const path = segments.join("/");
  const methods = Object.hasOwn(methodsOf, path) ? methodsOf[path] : undefined;
  if (!methods) return said(404, { code: "NOT_FOUND", message: "there is nothing here" });
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (!methods.includes(method))
    return said(
      405,
      { code: "INVALID_INPUT", message: `this address takes ${methods.join(" or ")} only` },
      { Allow: methods.join(", ") },
    );
  if (method === "POST" && !form.test(request.headers.get("content-type") ?? ""))
    return said(415, {
      code: "INVALID_INPUT",
      message: "send the fields of a form (application/x-www-form-urlencoded)",
    });
  return undefined;
}

const said = (status: number, body: object, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });
