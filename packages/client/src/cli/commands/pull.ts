// chancery pull: a version's files into a folder, every byte verified.
import { sizeText } from "@chancery/core";
import { join, resolve } from "node:path";
import { download, lockFileName, pin, resolvePinned, type DownloadResult } from "../../node/index.ts";
import { say, type Cli } from "../cli.ts";
import { UsageError } from "../exit-code.ts";
import { fields } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { showProgress } from "../progress.ts";
import { openSession } from "../session.ts";
import { requireReference } from "../values.ts";

type Options = { readonly out?: string; readonly force?: boolean; readonly pin?: boolean; readonly frozen?: boolean };

export function addPull({ program, cli, answer }: Registry): void {
  const command = program
    .command("pull <ref>")
    .description("download a version and verify every file against its digest")
    .option("--out <dir>", "into this folder instead of ./NAME-NUMBER")
    .option(
      "--force",
      "replace local files whose content differs from the version's; other files are listed and left alone",
    )
    .option("--pin", `also write what the reference resolves to into ${lockFileName}`)
    .option("--frozen", `use what ${lockFileName} says, whatever the reference resolves to now`)
    .action(async (reference: string, options: Options) =>
      answer(await pull(cli, requireReference(reference), options)),
    );
  examples(command, [
    "chancery pull speech/silero-vad@production --out models/vad",
    "chancery pull speech/silero-vad@production --frozen",
  ]);
}

async function pull(cli: Cli, reference: string, options: Options) {
  if (options.pin && options.frozen)
    throw new UsageError("--pin writes the lock file, --frozen reads it: use one of them");
  const { client } = await openSession(cli);
  const file = join(cli.cwd, lockFileName);
  const version = options.frozen
    ? await resolvePinned({ reference, file })
    : options.pin
      ? await pin(client, { reference, file })
      : await client.resolve(reference);
  const name = /^(?:[^/]+\/)?([^:@]+)/.exec(reference)?.[1] ?? "model";
  const folder = resolve(cli.cwd, options.out ?? `${name}-${version.number}`);
  const display = showProgress(cli);
  try {
    const result = await download(
      client,
      { version, folder, force: options.force ?? false },
      { signal: cli.signal, onProgress: display.onProgress },
    );
    display.end();
    sayForeign(cli, result);
    const kept = result.files.filter((entry) => entry.isKept).length;
    const text = fields([
      ["version", `${reference} is number ${version.number}${options.frozen ? ", as pinned" : ""}`],
      ["manifest", `sha256:${version.manifestDigest}`],
      [
        "files",
        `${result.files.length} (${sizeText(result.sizeBytes)}), all verified${kept > 0 ? `, ${kept} already there` : ""}`,
      ],
      ["in", result.folder],
    ]);
    return { json: { reference, number: version.number, resolvedAt: version.resolvedAt, ...result }, text };
  } catch (error) {
    display.end();
    if (cli.signal.aborted) say(cli, "Stopped. Run the same command again to continue.");
    throw error;
  } finally {
    display.end();
  }
}

/** A serving job that loads all a folder holds must not load yesterday's shard unseen. */
function sayForeign(cli: Cli, { foreign: { paths, count, isMore }, folder }: DownloadResult): void {
  if (count === 0) return;
  const more = count > paths.length || isMore ? ", …" : "";
  const files = count === 1 ? "1 file that is" : `${isMore ? "at least " : ""}${count} files that are`;
  say(
    cli,
    `warning: ${folder} also contains ${files} not part of this version, left alone: ${paths.join(", ")}${more}`,
  );
}
