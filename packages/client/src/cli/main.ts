// The process around the command line: streams, Ctrl-C, exit code.
import { run } from "./run.ts";

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());
// `chancery ls | head` closes the pipe: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

void run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  input: process.stdin,
  output: process.stdout,
  messages: process.stderr,
  signal: stop.signal,
}).then((code) => {
  // Not process.exit: what stands in the pipe still has to get out.
  process.exitCode = code;
});
