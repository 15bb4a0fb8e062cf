// A terminal for tests of the command line: what was written is read back, what is typed is given.
import { PassThrough, Readable } from "node:stream";
import type { Cli } from "../cli/cli.ts";
import { run } from "../cli/run.ts";
import { scratchFolder } from "./scratch.ts";

export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string };
export type Terminal = {
  readonly home: string;
  readonly cwd: string;
  /** Runs one command line. */
  chancery(...args: readonly string[]): Promise<Said>;
  /** The same with --json; answers the document too. Fails unless stdout holds exactly one. */
  json<T = Record<string, unknown>>(...args: readonly string[]): Promise<Said & { readonly document: T }>;
  /** Stops the command at work, as Ctrl-C does. */
  stop(): void;
};

/** A person at a machine of their own: settings are kept from command to command. */
export function openTerminal(
  settings: { readonly env?: Cli["env"]; readonly input?: string; readonly isTTY?: boolean } = {},
): Terminal {
  const [home, cwd] = [scratchFolder(), scratchFolder()];
  let atWork = new AbortController();
  const chancery = async (...args: readonly string[]): Promise<Said> => {
    atWork = new AbortController();
    const texts = { stdout: "", stderr: "" };
    const stream = (name: "stdout" | "stderr") => {
      const through = new PassThrough();
      through.on("data", (bytes: Buffer) => (texts[name] += bytes.toString("utf8")));
      return Object.assign(through, { isTTY: settings.isTTY ?? false });
    };
    const code = await run(args, {
      env: { XDG_CONFIG_HOME: home, ...settings.env },
      cwd,
      input: Object.assign(Readable.from(settings.input === undefined ? [] : [Buffer.from(settings.input)]), {
        isTTY: false,
      }),
      output: stream("stdout"),
      messages: stream("stderr"),
      signal: atWork.signal,
    });
    return { code, ...texts };
  };
  return {
    home,
    cwd,
    chancery,
    async json<T>(...args: readonly string[]) {
      const said = await chancery(...args, "--json");
      return { ...said, document: JSON.parse(said.stdout) as T };
    },
    stop: () => atWork.abort(),
  };
}
