// A whole registry behind a real socket: the app of packages/api over a house of its own, reached through a wire that counts.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { createApp } from "@chancery/api";
import { anonymousActor, namedPermissions, type Actor } from "@chancery/core";
import { createToken } from "@chancery/services";
import { eachEngine, type World } from "@chancery/services/testing";
import { afterEach } from "vitest";
import { createClient, type Client } from "../index.ts";
import { openWire, type Wire } from "./wire.ts";

/** All that somebody may let a token do. */
const everyScopeOf = ({ kind }: Actor) => ["*", ...(kind === "person" ? namedPermissions : [])];

export type Registry = World & {
  readonly url: string;
  readonly wire: Wire;
  tokenOf(actor: Actor): Promise<string>;
  clientOf(actor: Actor): Promise<Client>;
};

/** Runs a suite on every engine; `open()` gives a fresh registry that is gone after the test. */
export function eachRegistry(name: string, suite: (open: () => Promise<Registry>) => void): void {
  eachEngine(name, (openWorld) => {
    const closers: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of closers.splice(0)) await close();
    });
    suite(async () => {
      const { registry, close } = await openRegistry(await openWorld());
      closers.push(close);
      return registry;
    });
  });
}

async function openRegistry(world: World): Promise<{ registry: Registry; close(): Promise<void> }> {
  const wire = await openWire();
  const house = { ...world.house, settings: { ...world.house.settings, publicUrl: wire.url } };
  const app = createApp({ house, actorOfCookie: () => Promise.resolve(anonymousActor) });
  const answer = (request: Request, bindings: unknown) => {
    world.clock.advance(1);
    return app.fetch(request, bindings as HttpBindings);
  };
  const listener = getRequestListener(answer, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  wire.connectTo((server.address() as AddressInfo).port);
  const tokenOf = async (actor: Actor) =>
    (await createToken(house, world.call(actor), { name: "test", scopes: everyScopeOf(actor), expiresInDays: 1 }))
      .token;
  return {
    registry: {
      ...world,
      house,
      url: wire.url,
      wire,
      tokenOf,
      clientOf: async (actor) => createClient({ url: wire.url, token: await tokenOf(actor) }),
    },
    async close() {
      await wire.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
