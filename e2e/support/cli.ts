// The `chancery` command as a person runs it, from the built client, with settings of its own.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../packages/client/dist/cli.js", import.meta.url));

export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type CliPlace = {
  readonly cwd: string;
  /** A folder of its own in place of the person's home: no settings are shared. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the command when it fires, as Ctrl-C would. */
  readonly signal?: AbortSignal;
};

/** Resolves with what the command wrote and its exit code, whatever that is. */
export function chancery(args: readonly string[], { cwd, home, env = {}, signal }: CliPlace): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: { PATH: process.env["PATH"], HOME: home, XDG_CONFIG_HOME: `${home}/.config`, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    signal?.addEventListener("abort", () => child.kill("SIGINT"), { once: true });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (bytes: Buffer) => (stdout += bytes.toString("utf8")));
    child.stderr.on("data", (bytes: Buffer) => (stderr += bytes.toString("utf8")));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}
