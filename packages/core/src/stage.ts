// The stages a version can hold, in order. Each registry has its own: they are rows, read when it is opened.
import { allowed, refused, type Verdict } from "./errors.ts";
import { AliasName } from "./names.ts";
import type { Stage } from "./registry/view.ts";

/** The id of a stage: which there are, the registry says. */
export type StageName = string;

/** What a new registry has. */
export const builtInStages: readonly Stage[] = [
  { id: "development", label: "development", isExclusive: false, isGoverned: false },
  { id: "staging", label: "staging", isExclusive: true, isGoverned: true },
  { id: "production", label: "production", isExclusive: true, isGoverned: true },
  { id: "archived", label: "archived", isExclusive: false, isGoverned: true },
];

/** What a stage is for: the release, on the way there (with or without a vote), or behind it. */
export type StageRole = "release" | "governed" | "ungoverned" | "retired";

export class Stages {
  /** In order. */
  readonly all: readonly Stage[];
  readonly names: readonly StageName[];
  /** The one that counts: what a version is compared with, and what is in use. The last that takes votes and has one holder. */
  readonly release: Stage;
  readonly #byName: ReadonlyMap<StageName, Stage>;

  constructor(inOrder: readonly Stage[]) {
    const last = inOrder.at(-1);
    if (!last) throw new RangeError("a registry has at least one stage");
    this.all = inOrder;
    this.names = inOrder.map(({ id }) => id);
    this.#byName = new Map(inOrder.map((stage) => [stage.id, stage]));
    const governed = inOrder.filter(({ isGoverned }) => isGoverned);
    this.release = governed.findLast(({ isExclusive }) => isExclusive) ?? governed.at(-1) ?? last;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  isExclusive(name: StageName): boolean {
    return this.#byName.get(name)?.isExclusive === true;
  }

  labelOf(name: StageName): string {
    return this.#byName.get(name)?.label ?? name;
  }

  roleOf(name: StageName): StageRole {
    if (name === this.release.id) return "release";
    if (this.names.indexOf(name) > this.names.indexOf(this.release.id)) return "retired";
    return this.#byName.get(name)?.isGoverned ? "governed" : "ungoverned";
  }

  /** The stages on the way to the release, and that one. */
  get upToRelease(): readonly Stage[] {
    return this.all.slice(0, this.names.indexOf(this.release.id) + 1);
  }
}

/** A stage as callers name it: which there are, the registry says. It shares a namespace with aliases. */
export const StageText = AliasName;
/** Whether a name is a stage's; if not, the ones there are. */
export const mayNameStage = (stages: Stages, name: string): Verdict =>
  stages.has(name)
    ? allowed
    : refused("INVALID_INPUT", {
        code: "stage_unknown",
        message: `there is no stage ${name}: the stages are ${stages.names.join(", ")}`,
      });
