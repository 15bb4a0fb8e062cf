// What a bench is: a thing measured, what it is measured against in the same run, and how far it must reach.

/** What one run measured, by name of the figure: `{ "requests/s": 9120 }`. */
export type Figures = Readonly<Record<string, number>>;

/** A demand on one figure. Without a limit the figure is reported and judged by nobody. */
export type Reach = {
  readonly figure: string;
  readonly unit: string;
  /** `ratio`: ours ÷ peer's of the same round. `difference`: ours − peer's. `alone`: ours as it is. */
  readonly compare: "ratio" | "difference" | "alone";
  readonly atLeast?: number;
  readonly atMost?: number;
};

/** Where a bench works. */
export type Place = {
  /** Empty, on the disk that is measured; removed with all it holds when the bench has ended. */
  readonly folder: string;
  /** Small sizes and one round: shows that the bench runs and that its answers are right, and measures nothing. */
  readonly isQuick: boolean;
  /** The size for this kind of run. */
  size<T>(sizes: { readonly full: T; readonly quick: T }): T;
  /** Work for the end, last given first done: servers to stop, databases to drop. */
  atEnd(close: () => unknown): void;
};

export type Facts = {
  /** Short and stable: it picks the bench on the command line and keys its stored result. */
  readonly name: string;
  readonly what: string;
  /** The peer, in words; or what it is compared with where there is none. */
  readonly against: string;
  readonly reach: readonly Reach[];
  /** Rounds of a full run; 5 unless given. */
  readonly rounds?: number;
  /** The whole bench is stopped after this; 5 minutes unless given. */
  readonly limitMs?: number;
  /** Why it cannot run here; undefined where it can. Left out, it has not failed. */
  whyLeftOut?(): string | undefined;
};

export type Contest = { ours(): Promise<Figures>; readonly peer: (() => Promise<Figures>) | undefined };
export type Bench = Facts & { open(place: Place): Promise<Contest> };

type Declaration<Stage> = Facts & {
  /** Sets up what both sides need, once; not measured. */
  prepare(place: Place): Promise<Stage>;
  /** One run. Throws when an answer is wrong: a wrong answer has no speed. */
  ours(stage: Stage): Promise<Figures>;
  peer?(stage: Stage): Promise<Figures>;
};

/** Declares a bench; what `prepare` sets up is what `ours` and `peer` are given. */
export function bench<Stage>({ prepare, ours, peer, ...facts }: Declaration<Stage>): Bench {
  return {
    ...facts,
    async open(place) {
      const stage = await prepare(place);
      return { ours: () => ours(stage), peer: peer && (() => peer(stage)) };
    },
  };
}
