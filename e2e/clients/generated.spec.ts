// Clients that others generate from the server's own OpenAPI document: each runs the main journey against a real server.
// The generators are strangers' tools, so `.ci/run` installs them; packages/tooling/setup/test-clients.mjs says where they are.
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { claimedBy, join as joinAs, newToken, signIn } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openPlace, startServer, type Place, type RunningServer } from "../support/server.ts";
import { typescriptJourney } from "./typescript-journey.ts";

test.describe.configure({ timeout: 300_000 });

const exec = promisify(execFile);
const module = (name: string) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
const tools = process.env["CHANCERY_CLIENT_TOOLS"] ?? "";
const python = join(tools, "python/bin");

let place: Place;
let server: RunningServer;
let folder: string;
let env: NodeJS.ProcessEnv;
/** Fails with all that the program said. */
const run = (file: string, args: readonly string[]) =>
  exec(file, args, { cwd: folder, env, maxBuffer: 2 ** 26 }).catch(
    (error: { readonly stdout: string; stderr: string }) => {
      throw new Error(`${error.stdout}${error.stderr}`.trim().slice(-2000));
    },
  );

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chancery-clients-"));
  const admin = person("Agnes Adler");
  place = await openPlace();
  server = await startServer({ place, env: claimedBy(admin) });
  const { maker, reviewers } = await tokensAt(server, admin);
  env = {
    PATH: [python, process.env["PATH"]].join(delimiter),
    CHANCERY_URL: server.url,
    CHANCERY_TOKEN: maker,
    CHANCERY_REVIEWERS: reviewers.join(","),
  };
  const document = await fetch(`${server.url}/api/v1/openapi.json`);
  await writeFile(join(folder, "openapi.json"), await document.text());
});

test.afterAll(async () => {
  await server.stop();
  await place.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A contributor of the team `speech`, and two who review its versions. */
async function tokensAt({ url }: RunningServer, adminPerson: ReturnType<typeof person>) {
  const admin = await signIn(url, adminPerson);
  const { id: scopeId } = (await admin.mutate("teams.create", { slug: "speech", name: "Speech" })) as { id: string };
  const joined = async (name: string, role: string) => {
    const session = await joinAs(admin, person(name));
    const grant = { actorId: session.actorId, role, scope: "team", scopeId };
    return { session, grantId: ((await admin.mutate("grants.give", grant)) as { id: string }).id };
  };
  const { session: maker } = await joined("Dana Sorel", "contributor");
  const first = await joined("Lena Brandt", "reviewer");
  const second = await joined("Jonas Weiss", "reviewer");
  await first.session.mutate("grants.confirm", { grantId: second.grantId });
  return {
    maker: await newToken(maker),
    reviewers: [await newToken(first.session), await newToken(second.session)],
  };
}

test("the document is valid OpenAPI 3.1", async () => {
  const { stdout } = await run("openapi-spec-validator", ["--schema", "3.1", "openapi.json"]);
  expect(stdout).toContain("OK");
});

test("openapi-typescript and openapi-fetch push, measure, ask, vote, resolve and download", async () => {
  await symlink(join(tools, "node_modules"), join(folder, "node_modules"));
  await run(process.execPath, ["node_modules/openapi-typescript/bin/cli.js", "openapi.json", "-o", "schema.d.ts"]);
  await writeFile(join(folder, "journey.ts"), typescriptJourney);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    module: "nodenext",
    target: "es2023",
    types: [module("@types/node")],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["journey.ts"] }));
  await run(process.execPath, [join(tools, "node_modules/typescript/bin/tsc"), "-p", "."]);
  const { stdout } = await run(process.execPath, ["journey.js"]);
  expect(JSON.parse(stdout)).toEqual({ number: 1, state: "sealed", same: true });
});

test("openapi-python-client pushes, measures, asks, votes, resolves and downloads", async () => {
  const config = {
    package_name_override: "registry",
    post_hooks: [],
    content_type_overrides: { "application/x-ndjson": "application/octet-stream" },
  };
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  const args = ["generate", "--path", "openapi.json", "--config", "config.json", "--meta", "none"];
  const generated = await run("openapi-python-client", [...args, "--output-path", "registry", "--fail-on-warning"]);
  expect(generated.stdout).not.toMatch(/WARNING|ERROR/);
  await copyFile(fileURLToPath(new URL("journey.py", import.meta.url)), join(folder, "journey.py"));
  const { stdout } = await run(join(python, "python"), ["journey.py"]);
  expect(JSON.parse(stdout)).toEqual({ number: 1, state: "sealed", same: true });
});
