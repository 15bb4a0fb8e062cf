// What every use-case is given: the house (built once, by the composition root) and the call.
import type { Actor, Reason } from "@chancery/core";
import type { Artifacts } from "@chancery/artifacts";
import type { Db } from "@chancery/db";
import type { CheckNotes } from "./audit/check-note.ts";
import type { LogKey } from "./audit/log-signer.ts";
import type { Passwords } from "./identity/passwords.ts";

export type House = {
  readonly db: Db;
  readonly artifacts: Artifacts;
  /** Signs checkpoints and keys the log's head; its name is the log's origin. */
  readonly signer: LogKey;
  readonly clock: { now(): Date };
  /** UUIDv7 of the house's clock. */
  newId(): string;
  random(bytes: number): Uint8Array;
  readonly passwords: Passwords;
  readonly log: { info(facts: object, message: string): void; error(facts: object, message: string): void };
  readonly settings: Settings;
  /** Keeps the newest checkpoint outside the database: beside the log's key. */
  readonly checkpointFile: CheckpointPlace;
  /** Keeps it outside the data folder too, where the operator names a place. */
  readonly checkpointDir?: CheckpointPlace | undefined;
  /** Said while every copy of what was signed lies in the data folder; undefined where one lies apart. */
  whyNotApart(): Promise<string | undefined>;
  /** Kept beside the log's key: that the head carries a MAC since, so that one taken away is missed. */
  readonly headMark: { isSet(): Promise<boolean>; set(): Promise<void> };
  /** Kept there too: of which tables and columns the log tells, so that an upgrade's rows are told once. */
  readonly rowsTold: KeptText;
  /** What the last check of the log found. */
  readonly checkNote: CheckNotes;
  /** Formats what people wrote; told of a text once it is committed. Neither waits nor fails. */
  readonly texts: { expect(text: string): void };
  /** Set once the log is found not to continue its outside checkpoint: from then on no act is taken, reading goes on. */
  readonly freeze: { because: Reason | undefined; looked?: Looked | undefined };
};

/** When the end of the log was looked at last, and from which entry on. */
type Looked = { readonly at: Date; readonly from: number; readonly below: number };

export type KeptText = { read(): Promise<string | undefined>; write(text: string): Promise<void> };
export type CheckpointPlace = KeptText;

export type Settings = {
  /** Origin people open, without a trailing slash. */
  readonly publicUrl: string;
  /** HMAC key for page keys and the like; at least 32 bytes. */
  readonly secret: string;
  readonly version: string;
  readonly oldestClient: string;
};

/** One request: who, under which id, from where. */
export type Call = {
  readonly actor: Actor;
  readonly requestId: string;
  readonly idempotencyKey?: string | undefined;
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
};
