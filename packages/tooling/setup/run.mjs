// Runs another program, quietly: its output is kept and shown only when it fails.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./workspace.mjs";

/** Nothing that we start reports to anyone or looks for updates. */
const quietTools = {
  NEXT_TELEMETRY_DISABLED: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  DO_NOT_TRACK: "1",
  NO_UPDATE_NOTIFIER: "1",
};

/** A program that did not do its work; `output` is what it said. */
export class ProgramFailed extends Error {
  constructor(message, output) {
    super(message);
    this.name = "ProgramFailed";
    this.output = output;
  }
}

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(signal === "SIGINT" ? 130 : 143);
  });

/**
 * Resolves with the program's output; refuses with ProgramFailed on any exit code but 0. A program that is running when
 * we are told to stop is told the same. `isShown` lets its output through at once instead of keeping it.
 */
export function run(command, args, { cwd = root, env = {}, isShown = false } = {}) {
  return new Promise((resolve, reject) => {
    const kept = [];
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...quietTools, ...env },
      stdio: ["ignore", isShown ? "inherit" : "pipe", isShown ? "inherit" : "pipe"],
    });
    running.add(child);
    child.stdout?.on("data", (bytes) => kept.push(bytes));
    child.stderr?.on("data", (bytes) => kept.push(bytes));
    const said = () => Buffer.concat(kept).toString("utf8").trimEnd();
    child.on("error", (error) => {
      running.delete(child);
      reject(new ProgramFailed(`${command} could not be started: ${error.message}`, said()));
    });
    child.on("close", (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(said());
      else reject(new ProgramFailed(`${[command, ...args].join(" ")} ended with ${signal ?? `code ${code}`}`, said()));
    });
  });
}

/** The full path of a program on PATH, or undefined. */
export function which(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
