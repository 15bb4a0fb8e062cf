// A bare Hono route on @hono/node-server that answers one JSON text: nothing is looked up, nobody is asked who they are.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { answer, told } from "../stage/told.ts";

export type BareRoute = { readonly path: string; readonly json: object };

const { path, json } = await told<BareRoute>();
const app = new Hono();
app.get(path, (c) => c.json(json));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  answer({ url: `http://localhost:${port}`, pid: process.pid }),
);
