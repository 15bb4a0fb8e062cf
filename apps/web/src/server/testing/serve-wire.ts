// A registry behind its front door, on a real socket: what a test sends arrives as a client's bytes do. Pages are stood in for.
import type { IncomingMessage, RequestListener, Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { addressReader, createApp } from "@chancery/api";
import { anonymousActor, type Actor } from "@chancery/core";
import { createModel, createToken, type House } from "@chancery/services";
import type { World } from "@chancery/services/testing";
import { frontDoor } from "../front-door.ts";
import { listen } from "../http-server.ts";

/** Closed by what it leaves in `closers`. */
export async function serveWire(world: World, closers: (() => unknown)[]) {
  // It listens before it is made: what it is made with names its port.
  const door: { handle?: RequestListener } = {};
  const server: Server = await listen((request, response) => door.handle?.(request, response), {
    host: "127.0.0.1",
    port: 0,
  });
  const { port } = server.address() as { readonly port: number };
  const publicUrl = `http://localhost:${port}`;
  const logged: string[] = [];
  const log = { ...world.house.log, info: (facts: object) => void logged.push(JSON.stringify(facts)) };
  const house: House = { ...world.house, log, settings: { ...world.house.settings, publicUrl } };
  // A cookie stands for an actor by its id.
  const people = new Map<string, Actor>();
  const actorOfCookie = (cookie: string) =>
    Promise.resolve(people.get(/^actor=(.+)$/.exec(cookie)?.[1] ?? "") ?? anonymousActor);
  const cookieOf = (actor: Actor) => {
    people.set(actor.id, actor);
    return `actor=${actor.id}`;
  };
  const app = createApp({ house, actorOfCookie });
  const pagesSeen: IncomingMessage["headers"][] = [];
  door.handle = frontDoor({
    api: getRequestListener((request, bindings) => app.fetch(request, bindings as HttpBindings), {
      overrideGlobalObjects: false,
      autoCleanupIncoming: false,
    }),
    hashWorker: (_request, response) => response.end("worker"),
    pages: (request, response) => {
      pagesSeen.push({ ...request.headers });
      response.end("page");
    },
    publicUrl,
    addressOf: addressReader(),
    isClaimed: () => Promise.resolve(true),
    newId: () => house.newId(),
  });
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const ada = await world.person("Ada", { role: "maintainer", team: "speech" });
  await createModel(house, world.call(ada), { team: "speech", name: "vad" });
  const { token } = await createToken(house, world.call(ada), { name: "t", scopes: ["*"], expiresInDays: 1 });
  const auth = { authorization: `Bearer ${token}`, host: `localhost:${port}` };
  return { world, house, port, ada, auth, pagesSeen, publicUrl, cookieOf, logged };
}
export type Wire = Awaited<ReturnType<typeof serveWire>>;
