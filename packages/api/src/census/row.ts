// One row of the census: what each visitor is answered, and how each asks.
import type { Actor } from "@chancery/core";
import type { Scene } from "./scene.ts";

export type Request = {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Row<Asked> = readonly [cells: string, ask: (scene: Scene, actor: Actor) => Asked | Promise<Asked>];
