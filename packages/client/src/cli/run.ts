// One command line: parsed, done, answered. stdout gets the answer and nothing else; the exit code says how it went.
import { CommanderError } from "commander";
import pc from "picocolors";
import { clean } from "./format.ts";
import { errorJson, errorText, exitCodeOf, exitCodes, UsageError } from "./exit-code.ts";
import { say, type Answer, type Cli } from "./cli.ts";
import { createProgram } from "./program.ts";

/** Answers the exit code; throws nothing. */
export async function run(argv: readonly string[], cli: Cli): Promise<number> {
  const isJson = argv.includes("--json");
  const answers: Answer[] = [];
  try {
    await createProgram(cli, (answer) => answers.push(answer)).parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok; // help or version, printed already
    return refuse(error, { cli, isJson });
  }
  const answer = answers[0];
  if (!answer) return exitCodes.ok;
  // All of it, wherever it came from: a card that drives the terminal could hide what a reviewer is to read.
  cli.output.write(isJson ? document(answer.json) : answer.text === "" ? "" : `${clean(answer.text)}\n`);
  return answer.exitCode ?? exitCodes.ok;
}

function refuse(error: unknown, { cli, isJson }: { readonly cli: Cli; readonly isJson: boolean }): number {
  // Commander has said what is wrong with the line already.
  const cause = error instanceof CommanderError ? new UsageError(error.message.replace(/^error: /, "")) : error;
  if (isJson) cli.output.write(document({ error: errorJson(cause) }));
  if (!(error instanceof CommanderError)) {
    const [first = "", ...rest] = errorText(cause).map((line) => line.split("\n").map(clean).join("\n"));
    const mark = exitCodeOf(cause) === exitCodes.cancelled ? "" : `${pc.createColors(isColourful(cli)).red("✗")} `;
    say(cli, [`${mark}${first}`, ...rest].join("\n"));
    if (cause instanceof UsageError) say(cli, "  → `chancery help COMMAND` shows the usage");
  }
  return exitCodeOf(cause);
}

const document = (json: unknown) => `${JSON.stringify(json, null, 2)}\n`;

/** Colour on a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise. */
export const isColourful = (cli: Cli): boolean =>
  cli.messages.isTTY === true && !cli.env["NO_COLOR"] && cli.env["TERM"] !== "dumb";
