// One plain line for each step of set-up, with the seconds since the start; on stderr, so that stdout stays the server's.
const heartbeatMs = 30_000;
const startedAt = performance.now();

export function say(line) {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`[${String(seconds).padStart(4)} s] ${line}\n`);
}

/** Says what begins, says every half minute that it goes on, and answers with what `work` answers. */
export async function step(title, work) {
  say(title);
  const heartbeat = setInterval(() => say(`… still ${title}`), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
  }
}

/** Ends the process with the reason, and with what the failing program said last. */
export function giveUp(error) {
  const output = error?.output?.split("\n").slice(-80).join("\n");
  if (output) process.stderr.write(`${output}\n`);
  process.stderr.write(`\nchancery: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
