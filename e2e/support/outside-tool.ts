// An internal tool as another team would write it: a folder outside this repository, the packed client from a tarball, strict types.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const exec = promisify(execFile);
const client = fileURLToPath(new URL("../../packages/client", import.meta.url));
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const nodeTypes = fileURLToPath(new URL("../node_modules/@types/node", import.meta.url));

const source = `
import { ChanceryClientError, createClient } from "@chancery/client";
import { download, pin, resolvePinned } from "@chancery/client/node";

const client = createClient({ url: process.env["CHANCERY_URL"] ?? "", token: process.env["CHANCERY_TOKEN"] ?? "" });
const found = await Promise.all(
  ["speech/silero-vad@production", "speech/silero-vad:2", "speech/silero-vad@champion"].map((ref) => client.resolve(ref)),
);
const [production] = found;
if (!production) throw new Error("nothing is in production");
const downloaded = await download(client, { version: production, folder: "model" });
await pin(client, { reference: "speech/silero-vad@production" });
const pinned = await resolvePinned({ reference: "speech/silero-vad@production" });
let refusal: unknown;
try {
  await client.resolve("speech/no-such-model@production");
} catch (error) {
  if (error instanceof ChanceryClientError) refusal = { code: error.code, retryable: error.retryable, hasRequestId: error.requestId !== "" };
}
console.log(JSON.stringify({ found, pinned, refusal, files: downloaded.files }));
`;

export type ToolOutput = {
  readonly found: readonly {
    readonly versionId: string;
    readonly number: number;
    readonly manifestDigest: string;
    readonly resolvedAt: string;
  }[];
  readonly pinned: { readonly versionId: string; readonly manifestDigest: string };
  readonly refusal: unknown;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
};

/** Packs the client, installs it in `folder`, type-checks the tool under strict, runs it; answers what it printed. */
export async function runOutsideTool(folder: string, env: Readonly<Record<string, string>>): Promise<ToolOutput> {
  await mkdir(folder, { recursive: true });
  const packed = await exec("npm", ["pack", "--json", "--pack-destination", folder], { cwd: client });
  const [tarball] = JSON.parse(packed.stdout) as { filename: string }[];
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "internal-tool", private: true, type: "module" }),
  );
  await exec("npm", ["install", "--no-audit", "--no-fund", join(folder, tarball?.filename ?? "")], { cwd: folder });
  await writeFile(join(folder, "tool.ts"), source);
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    module: "nodenext",
    target: "es2023",
    types: [nodeTypes],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["tool.ts"] }));
  await exec(process.execPath, [tsc, "-p", folder], { cwd: folder });
  const ran = await exec(process.execPath, ["tool.js"], { cwd: folder, env: { PATH: process.env["PATH"], ...env } });
  return JSON.parse(ran.stdout) as ToolOutput;
}
