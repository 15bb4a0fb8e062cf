// The Response of everything in the server's bundle (build-server.mjs injects it): @hono/node-server's, which sends a text as
// it is. Node's makes a stream of it that is read back, which costs more than all else in an answer.
import { getRequestListener } from "@hono/node-server";

const { Request: nodesRequest, Response: nodesResponse } = globalThis;
const restore = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });

// The class is reached only by letting it take the global's place; Next, outside of the bundle, must not meet it there.
getRequestListener(() => new nodesResponse());
const LightResponse = globalThis.Response;
restore("Request", nodesRequest);
restore("Response", nodesResponse);

export { LightResponse as Response };
