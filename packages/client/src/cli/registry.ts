// What a command is registered with.
import type { Command } from "commander";
import type { Answer, Cli } from "./cli.ts";

/** `answer` takes what the command has to say, once. */
export type Registry = { readonly program: Command; readonly cli: Cli; answer(answer: Answer): void };

/** A command line on lines of 80 characters, broken before an option, so that it can still be pasted. */
function pasteable(line: string): string {
  const [first = "", ...options] = line.split(/ (?=--)/);
  const lines = [first];
  for (const option of options) {
    const longer = `${lines.at(-1)} ${option}`;
    if (longer.length <= 72) lines[lines.length - 1] = longer;
    else lines.push(`  ${option}`);
  }
  return lines.map((part) => `  ${part}`).join(" \\\n  ");
}

/** The text after the examples in a command's help. */
export const examples = (command: Command, lines: readonly string[]): Command =>
  command.addHelpText("after", `\nExamples:\n${lines.map((line) => pasteable(`$ ${line}`)).join("\n")}`);
