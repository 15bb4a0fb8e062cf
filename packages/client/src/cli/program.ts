// The whole command line on one screen.
import { Command } from "commander";
import { clientVersion } from "../index.ts";
import type { Answer, Cli } from "./cli.ts";
import { addAlias } from "./commands/alias.ts";
import { addAudit } from "./commands/audit.ts";
import { addDataset } from "./commands/dataset.ts";
import { addDraft } from "./commands/draft.ts";
import { addEvaluation } from "./commands/evaluation.ts";
import { addLogin } from "./commands/login.ts";
import { addLs } from "./commands/ls.ts";
import { addLineage } from "./commands/lineage.ts";
import { addMetric } from "./commands/metric.ts";
import { addModel } from "./commands/model.ts";
import { addPeople } from "./commands/people.ts";
import { addPolicy } from "./commands/policy.ts";
import { addPromote } from "./commands/promote.ts";
import { addPull } from "./commands/pull.ts";
import { addPush } from "./commands/push.ts";
import { addResolve } from "./commands/resolve.ts";
import { addRevoke } from "./commands/revoke.ts";
import { addSeal } from "./commands/seal.ts";
import { addShow } from "./commands/show.ts";
import { addTeam } from "./commands/team.ts";
import { addTier } from "./commands/tier.ts";
import { addUpload } from "./commands/upload.ts";
import { addVotes } from "./commands/vote.ts";
import type { Registry } from "./registry.ts";

export function createProgram(cli: Cli, answer: (answer: Answer) => void): Command {
  const program = new Command("chancery")
    .description("The registry for models someone must answer for: push, compare, promote, prove.")
    .version(clientVersion, "--version", "print the version of this client")
    .option("--json", "print exactly one JSON document on stdout")
    .option("--no-input", "never ask anything")
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 24 })
    .configureOutput({
      getOutHelpWidth: () => helpWidth,
      getErrHelpWidth: () => helpWidth,
      writeOut: (text) => cli.output.write(text),
      writeErr: (text) => cli.messages.write(text),
    })
    .exitOverride()
    .addHelpText("after", footer);
  const registry: Registry = { program, cli, answer };
  const commands = [
    addLogin,
    addPush,
    addDraft,
    addUpload,
    addSeal,
    addRevoke,
    addLs,
    addShow,
    addResolve,
    addPull,
    addAlias,
    addMetric,
    addEvaluation,
    addLineage,
    addPromote,
    addVotes,
    addAudit,
    addModel,
    addTier,
    addPolicy,
    addDataset,
    addTeam,
    addPeople,
  ];
  for (const add of commands) add(registry);
  return program;
}

/** With and without a terminal: help reads the same wherever it is kept. */
const helpWidth = 80;
const footer = `
References: team/name:12            a version
            team/name@production    what holds a stage
            team/name@champion      an alias
            team/name@sha256:…      a manifest digest
            A bare team/name is never a version.
Settings:   CHANCERY_URL, CHANCERY_TOKEN, XDG_CONFIG_HOME, NO_COLOR
Exit codes: 0 ok · 1 error · 2 cancelled · 4 sign-in needed
            5 blocked by policy · 6 waits for approval · 64 wrong usage`;
