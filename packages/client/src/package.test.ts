// The tarball, where the workspace is not: what another team installs.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { push } from "./node/index.ts";
import { ensureBuilt, installPacked, packageFolder } from "./testing/built.ts";
import { eachRegistry } from "./testing/registry.ts";
import { scratchFolder } from "./testing/scratch.ts";

const exec = promisify(execFile);
const tsc = join(packageFolder, "node_modules/typescript/bin/tsc");
const nodeTypes = join(packageFolder, "node_modules/@types/node");
const minutes = 60_000;

const tool = `
import { ChanceryClientError, createClient, type ModelSummary, type Resolution } from "@chancery/client";
import { download, pin, resolvePinned, type DownloadResult, type Pin } from "@chancery/client/node";

const client = createClient({ url: process.env["CHANCERY_URL"]!, token: process.env["CHANCERY_TOKEN"], timeoutMs: 20_000 });
const version: Resolution = await client.resolve("speech/vad:1");
const manifest = await client.manifest(version);
const stream = await client.openFile(version, manifest.files[0]!);
const text = await new Response(stream).text();
const downloaded: DownloadResult = await download(client, { version, folder: "model" });
const pinned: Pin = await pin(client, { reference: "speech/vad:1" });
const models: ModelSummary[] = [];
for await (const model of client.models.list({ team: "speech", limit: 1 })) models.push(model);
const { availableActions } = await client.api.versions.get.query({ versionId: version.versionId, against: "staging" });
// @ts-expect-error a reference is text
void (() => client.resolve(1));
// @ts-expect-error the stage is a name
void (() => client.api.promotions.request.mutate({ versionId: "", stage: 3, reason: "" }));
let code: string | undefined;
try {
  await client.resolve("speech/none:1");
} catch (error) {
  if (error instanceof ChanceryClientError) code = error.code;
}
const same = (await resolvePinned({ reference: "speech/vad:1" })).manifestDigest === version.manifestDigest;
console.log(JSON.stringify({ text, files: downloaded.files.length, number: pinned.number, models: models.map(({ name }) => name), availableActions, code, same }));
`;

/** The TypeScript of the guides: what is shown to people must compile. */
function shownCode(): readonly string[] {
  const guides = ["README.md", "../../docs/guides/client.md"].map((path) =>
    readFileSync(join(packageFolder, path), "utf8"),
  );
  return guides.flatMap((text) => [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code!));
}

function outside(): string {
  const folder = scratchFolder();
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "internal-tool", private: true, type: "module" }));
  return folder;
}
async function typeCheck(folder: string, files: readonly string[], skipLibCheck: boolean): Promise<string> {
  const compilerOptions = {
    strict: true,
    skipLibCheck,
    exactOptionalPropertyTypes: true,
    module: "nodenext",
    target: "es2023",
    types: [nodeTypes],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  return exec(process.execPath, [tsc, "-p", folder], { cwd: folder }).then(
    () => "",
    (error: { readonly stdout?: string }) => error.stdout ?? "failed",
  );
}

beforeAll(ensureBuilt, 5 * minutes);

describe("the published types", () => {
  it("are those that were reviewed: `node build.mjs --report` after a change that is meant, an ADR for a removal", () => {
    const published = readFileSync(join(packageFolder, "dist/index.d.ts"), "utf8");
    expect(published).toBe(readFileSync(join(packageFolder, "api-report.d.ts"), "utf8"));
  });
});

eachRegistry("the packed client", (open) => {
  it(
    "installs offline without a dependency, type-checks a tool under strict, resolves, downloads, verifies and pins",
    async () => {
      const registry = await open();
      const ada = await registry.person("Ada", { role: "contributor", team: "speech" });
      const source = scratchFolder();
      writeFileSync(join(source, "weights.bin"), "the weights");
      await push(await registry.clientOf(ada), { paths: [source], model: "speech/vad" });
      await push(await registry.clientOf(ada), { paths: [source], model: "speech/asr" });
      const folder = outside();
      await installPacked(folder);
      expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["@chancery"]);
      writeFileSync(join(folder, "tool.ts"), tool);
      expect(await typeCheck(folder, ["tool.ts"], true)).toBe("");
      const env = {
        PATH: process.env["PATH"],
        CHANCERY_URL: registry.url,
        CHANCERY_TOKEN: await registry.tokenOf(ada),
      };
      const ran = await exec(process.execPath, ["tool.js"], { cwd: folder, env });
      expect(JSON.parse(ran.stdout)).toMatchObject({
        text: "the weights",
        files: 1,
        number: 1,
        models: expect.arrayContaining(["vad", "asr"]) as string[],
        code: "NOT_FOUND",
        same: true,
      });
    },
    5 * minutes,
  );
});

describe("the packed client", () => {
  it(
    "has declarations that stand alone, and guides whose code compiles against them",
    async () => {
      const folder = outside();
      await installPacked(folder);
      const shown = shownCode();
      expect(shown.length).toBeGreaterThan(4);
      shown.forEach((code, at) => writeFileSync(join(folder, `shown-${at}.ts`), code));
      const files = shown.map((_, at) => `shown-${at}.ts`);
      expect(await typeCheck(folder, files, false)).toBe("");
    },
    5 * minutes,
  );

  it(
    "answers require() too, with the same classes as import, and starts as a command",
    async () => {
      const folder = outside();
      await installPacked(folder);
      const script = `
        const required = require("@chancery/client");
        const { download } = require("@chancery/client/node");
        import("@chancery/client").then((imported) =>
          console.log(typeof required.createClient, typeof download, imported.ChanceryClientError === required.ChanceryClientError));
      `;
      writeFileSync(join(folder, "tool.cjs"), script);
      const ran = await exec(process.execPath, ["tool.cjs"], { cwd: folder });
      expect(ran.stdout.trim()).toBe("function function true");
      expect(ran.stderr).toBe("");
      const command = await exec(join(folder, "node_modules/.bin/chancery"), ["--version"], { cwd: folder });
      expect(command.stdout.trim()).toBe(
        (JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as { version: string }).version,
      );
    },
    5 * minutes,
  );
});
