// S43: our command line against a server that lies. Nothing lands outside the target, nothing wrong is left as good, and it is said why.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { chancery } from "../support/cli.ts";
import { endlessly, entry, hostile, sha256, weights, type Answering, type Lie } from "./hostile-server.ts";

type Case = Lie & {
  readonly code: "UNSAFE_PATH" | "INTEGRITY" | "INTERNAL" | "INVALID_INPUT" | "NOT_FOUND";
  /** Makes ready what stands in the target; `outside` is a folder beside it. */
  readonly prepare?: (target: string, outside: string) => void;
  /** Without --out, the folder is named after the version. */
  readonly isNamedByServer?: boolean;
};

const paths = [
  ...["../../x", "a/../../x", "/tmp/x", "//x", "C:/x", "C:\\x", "..\\..\\x", "file://x", "./x", "a//x", ""],
  ...["x\u0000.bin", "x\ny", "x\u001b[2J", "x\u202egnp.exe", "a/".repeat(600)],
];
const linked = (name: string) => (target: string, outside: string) =>
  symlinkSync(join(outside, "victim"), join(target, name));
const body =
  (text: string): Answering =>
  ({ kind, response }) =>
    kind === "file" && Boolean(response.end(text));
const redirected =
  (wanted: string): Answering =>
  ({ kind, response, elsewhere }) =>
    kind === wanted && Boolean(response.writeHead(302, { location: `${elsewhere}/api/v1/x` }).end());
const endless =
  (wanted: string, status = 200): Answering =>
  ({ kind, response }) =>
    kind === wanted && endlessly(response.writeHead(status));

const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    paths.map((path) => [
      `the path ${JSON.stringify(path).slice(0, 40)}`,
      { code: "UNSAFE_PATH", files: [entry(), entry({ path })] } as const,
    ]),
  ),
  "names that differ by case": { code: "UNSAFE_PATH", files: [entry({ path: "A" }), entry({ path: "a" })] },
  "one name twice": { code: "UNSAFE_PATH", files: [entry(), entry()] },
  "a file where a folder belongs": { code: "UNSAFE_PATH", files: [entry({ path: "a" }), entry({ path: "a/b" })] },
  "a link where the file belongs": { code: "UNSAFE_PATH", prepare: linked("model.bin") },
  "a link where a folder belongs": {
    code: "UNSAFE_PATH",
    files: [entry({ path: "model/a.bin" })],
    prepare: (target, outside) => symlinkSync(outside, join(target, "model")),
  },
  "a path that is no text": { code: "INTEGRITY", files: [entry({ path: 7 })] },
  "a digest that is a path": { code: "INTEGRITY", files: [entry({ sha256: "/../../../x" })] },
  "a size that is none": { code: "INTEGRITY", files: [entry({ sizeBytes: -1 })] },
  "files that are no list": { code: "INTEGRITY", files: { 0: entry() } },
  "a manifest that is not JSON": { code: "INTEGRITY", manifest: "{" },
  "a manifest of another digest": { code: "INTEGRITY", digest: sha256("another") },
  "a manifest without end": { code: "INTEGRITY", answer: endless("manifest") },
  "a manifest that is elsewhere": { code: "INVALID_INPUT", answer: redirected("manifest") },
  "a number that is a path": { code: "INTEGRITY", resolution: { number: "/../../outside/x" }, isNamedByServer: true },
  "a digest that is no text": { code: "INTEGRITY", resolution: { manifestDigest: null } },
  "a reference without end": { code: "INTEGRITY", answer: endless("resolve") },
  "a reference that is elsewhere": { code: "INVALID_INPUT", answer: redirected("resolve") },
  "a refusal without end": { code: "INVALID_INPUT", answer: endless("resolve", 400) },
  "an answer that is no JSON": {
    code: "INTERNAL",
    answer: ({ response }) => Boolean(response.end("<html>\u001b[2J")),
  },
  "other bytes": { code: "INTEGRITY", answer: body("The weights") },
  "more bytes": { code: "INTEGRITY", answer: body(`${weights} and a tail`) },
  "bytes without end": { code: "INTEGRITY", answer: endless("file") },
  "fewer bytes, and then none": {
    code: "NOT_FOUND",
    answer: ({ kind, response, asked }) =>
      kind === "file" && Boolean(asked === 1 ? response.end("the wei") : response.writeHead(404).end()),
  },
  "a rest that is another's": {
    code: "INTEGRITY",
    answer: ({ kind, response, asked }) =>
      kind === "file" &&
      Boolean(
        asked === 1
          ? response.end("the wei")
          : response.writeHead(206, { "content-range": `bytes 7-10/${weights.length}` }).end("GHTS"),
      ),
  },
  "a file that is elsewhere": { code: "INVALID_INPUT", answer: redirected("file") },
};

for (const [what, { code, prepare, isNamedByServer, ...lie }] of Object.entries(cases))
  test(`S43: ${what} ends as ${code}, and writes nothing outside`, async () => {
    const server = await hostile(lie);
    const place = await mkdtemp(join(tmpdir(), "chancery-hostile-"));
    const [cwd, outside] = [join(place, "work"), join(place, "outside")];
    const target = join(cwd, "target");
    for (const folder of [outside, target]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(outside, "victim"), "before");
    prepare?.(target, outside);
    const before = everythingIn(target);
    const env = { CHANCERY_URL: server.url, CHANCERY_TOKEN: "chyp_given" };
    const out = isNamedByServer ? [] : ["--out", target, "--force"];
    const pulled = await chancery(["pull", "speech/vad:1", ...out, "--json"], { cwd, home: join(place, "home"), env });
    await server.close();
    const said = JSON.parse(pulled.stdout) as { error: { code: string; message: string } };
    expect(said.error).toMatchObject({ code });
    expect(pulled.code).toBe(1);
    expect(said.error.message.length).toBeGreaterThan(20);
    expect(pulled.stderr).toContain("✗");
    expect(pulled.stderr).not.toMatch(/\u001b|\n\s+at \S+:\d+/);
    expect(everythingIn(place).filter((path) => !path.startsWith("work/target"))).toEqual([
      "outside",
      "outside/victim",
      "work",
    ]);
    expect(readFileSync(join(outside, "victim"), "utf8")).toBe("before");
    const left = everythingIn(target).filter((path) => !before.includes(path));
    // The beginning of the right bytes, to go on from; its name says which process wrote it.
    expect(left.map((name) => name.replace(/^\.chancery-[0-9a-f]{16}\.[0-9a-f-]+\.part$/, "a part"))).toEqual(
      what === "fewer bytes, and then none" ? ["a part"] : [],
    );
    expect(existsSync(join(target, "model.bin")) && what !== "a link where the file belongs").toBe(false);
    expect(server.heardElsewhere()).toBe(0);
    expect(server.sentBytes()).toBeGreaterThan(0);
    expect(server.sentBytes()).toBeLessThan(200 * 1024 * 1024);
    await rm(place, { recursive: true });
  });

test("S43: a name that another system keeps for itself stays inside the target, and right bytes are taken", async () => {
  const server = await hostile({ files: [entry({ path: "CON" }), entry({ path: "aux.bin" })] });
  const place = await mkdtemp(join(tmpdir(), "chancery-hostile-"));
  const env = { CHANCERY_URL: server.url, CHANCERY_TOKEN: "chyp_given" };
  const pulled = await chancery(["pull", "speech/vad:1", "--out", "target"], { cwd: place, home: place, env });
  await server.close();
  expect(pulled.code, pulled.stderr).toBe(0);
  expect(everythingIn(place)).toEqual(["target", "target/CON", "target/aux.bin"]);
  await rm(place, { recursive: true });
});

const everythingIn = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();
