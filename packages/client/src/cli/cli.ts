// What a command is given and what it answers. Everything it touches outside is in here, so that a test can hand it in.
import type { Readable, Writable } from "node:stream";

type Terminal = { readonly isTTY?: boolean; readonly columns?: number };
export type Cli = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly input: Readable & Terminal;
  /** Data: what another program reads. */
  readonly output: Writable & Terminal;
  /** Everything else: progress, prose, errors. */
  readonly messages: Writable & Terminal;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
};

/** `json` is the one document of --json, `text` the same for people. */
export type Answer = { readonly json: unknown; readonly text: string; readonly exitCode?: number };

/** A line of prose on stderr. */
export const say = (cli: Cli, text: string): void => void cli.messages.write(`${text}\n`);

/** True when someone sits there who can be asked. */
export const canAsk = (cli: Cli, options: { readonly input?: boolean; readonly json?: boolean }): boolean =>
  cli.input.isTTY === true && cli.messages.isTTY === true && options.input !== false && options.json !== true;
