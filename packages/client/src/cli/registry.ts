// What a command is registered with.
import type { Command } from "commander";
import type { Answer, Cli } from "./cli.ts";

/** `answer` takes what the command has to say, once. */
export type Registry = { readonly program: Command; readonly cli: Cli; answer(answer: Answer): void };

/** The text after the examples in a command's help. */
export const examples = (command: Command, lines: readonly string[]): Command =>
  command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
