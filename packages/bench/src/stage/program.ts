// Programs of a bench that run as processes of their own, so that load and peer do not share a thread with what is measured.
import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Place } from "../bench.ts";

const pathOf = (name: string) => fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));

/** Runs src/programs/<name>.ts with `input`; resolves with what it answers. Refuses when it fails. */
export async function runProgram<Answer>(name: string, input: object): Promise<Answer> {
  const { child, answer } = start(name, input);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const answered = (await answer) as Answer;
  await ended;
  return answered;
}

/** Starts a server program; resolves with what it answers once it listens. It ends with the bench. */
export async function serveProgram<Answer>(place: Place, name: string, input: object): Promise<Answer> {
  const { child, answer } = start(name, input);
  place.atEnd(() => child.kill("SIGKILL"));
  return (await answer) as Answer;
}

function start(name: string, input: object): { readonly child: ChildProcess; readonly answer: Promise<unknown> } {
  const child = spawn(process.execPath, [...process.execArgv, pathOf(name)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const answer = new Promise<unknown>((resolve, reject) => {
    child.once("message", resolve).once("error", reject);
    child.once("close", (code) => reject(new Error(`the program ${name} ended with ${code} before it answered`)));
  });
  child.send(input);
  return { child, answer };
}
