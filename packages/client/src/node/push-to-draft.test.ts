// More files for a draft that is there: over the road of any push, beside what stands, and left open.
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createClient } from "../index.ts";
import { eachRegistry, type Registry } from "../testing/registry.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { openTerminal } from "../testing/terminal.ts";
import { push } from "./push.ts";

const kB = 1024;
const refusing = (status: number) =>
  new Response(JSON.stringify({ code: "INTERNAL", message: "broken", reasons: [] }), {
    status,
    headers: { "content-type": "application/json" },
  });

async function openScene(open: () => Promise<Registry>) {
  const registry = await open();
  const ada = await registry.person("Ada", { role: "contributor", team: "speech" });
  const folder = scratchFolder();
  /** Sessions that were begun, with the first file of each. */
  const begun: { readonly id: string; readonly kind: string; readonly first: string }[] = [];
  let before: (path: string) => Promise<Response | undefined> = () => Promise.resolve(undefined);
  const client = createClient({
    url: registry.url,
    token: await registry.tokenOf(ada),
    fetch: async (url, init) => {
      const path = new URL(url).pathname;
      const response = (await before(path)) ?? (await fetch(url, init));
      const [, kind] = /^\/api\/v1\/(batches|uploads)$/.exec(path) ?? [];
      if (kind === undefined || !response.ok) return response;
      const { files = [{ path: "" }] } = JSON.parse(init.body as string) as { files?: readonly { path: string }[] };
      begun.push({ id: ((await response.clone().json()) as { id: string }).id, kind, first: files[0]?.path ?? "" });
      return response;
    },
  });
  return {
    ...{ registry, ada, client, folder, begun },
    onAsked: (answer: typeof before) => void (before = answer),
    write(path: string, bytes: Uint8Array | string) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), bytes);
      return join(folder, path);
    },
  };
}

eachRegistry("push to a draft", (open) => {
  it("adds files and evidence to it, sends nothing that stands there, and leaves it open", async () => {
    const { client, write, folder, begun } = await openScene(open);
    const first = await push(client, { paths: [write("w.bin", "weights")], model: "speech/vad", isDraft: true });
    for (const name of ["a", "b"]) write(`more/${name}.txt`, name);
    write("more/w.bin", "weights");
    write("more/large.bin", randomBytes(300 * kB));
    begun.length = 0;
    const metrics = [{ name: "auc", value: "0.9", direction: "higher" as const }];
    const more = {
      paths: [join(folder, "more")],
      model: "speech/vad:1",
      evaluations: [{ phase: "training" as const, metrics }],
    };
    const result = await push(client, more);
    expect(result).toMatchObject({
      versionId: first.versionId,
      number: 1,
      manifestDigest: null,
      wireBytes: 300 * kB + 2,
    });
    expect(begun.map(({ kind }) => kind).sort()).toEqual(["batches", "uploads"]);
    const version = await client.api.versions.get.query({ ref: "speech/vad:1" });
    expect(version).toMatchObject({ state: "draft", evaluationCounts: { recorded: 1 } });
    expect(version.files.map(({ path }) => path)).toEqual(["a.txt", "b.txt", "large.bin", "w.bin"]);
    expect(await push(client, more)).toMatchObject({ wireBytes: 0, evaluations: result.evaluations });
  });

  it("is refused with what to do for a version that is no draft, and for what a draft was made with", async () => {
    const { client, write, begun } = await openScene(open);
    const paths = [write("w.bin", "weights")];
    await push(client, { paths, model: "speech/vad" });
    begun.length = 0;
    await expect(push(client, { paths, model: "speech/vad:1" })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      message: "speech/vad:1 is sealed, so you cannot add files: push to speech/vad to create a new version",
      reasons: [{ code: "version_sealed" }],
    });
    await expect(push(client, { paths, model: "speech/vad:1", label: "1.0.0" })).rejects.toMatchObject({
      reasons: [{ code: "draft_told" }],
    });
    expect(begun).toEqual([]);
  });

  it("goes on with each batch that was begun, whichever of them arrived before it was stopped", async () => {
    const { client, write, folder, begun, onAsked } = await openScene(open);
    await push(client, { paths: [write("w.bin", "weights")], model: "speech/vad", isDraft: true });
    // Three bodies, the second of which ends where a file of the third would have fitted into the first.
    for (let n = 0; n < 330; n++)
      write(`more/${String(n).padStart(3, "0")}.bin`, randomBytes((n < 326 ? 200 : 100) * kB));
    const send = () => push(client, { paths: [join(folder, "more")], model: "speech/vad:1" });
    begun.length = 0;
    // The second arrives, and then the others stop.
    let hasArrived: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (hasArrived = resolve));
    onAsked(async (path) => {
      const session = begun.find(({ id }) => path.startsWith(`/api/v1/uploads/${id}`));
      if (!path.endsWith("/finish") || session?.first === "163.bin") return undefined;
      await arrived;
      return refusing(500);
    });
    const fetched = async () => {
      for (;;) {
        const { files } = await client.api.versions.get.query({ ref: "speech/vad:1" });
        if (files.length > 1) return hasArrived();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const [stopped] = await Promise.allSettled([send(), fetched()]);
    expect(stopped).toMatchObject({ status: "rejected", reason: { code: "INTERNAL" } });
    const first = [...begun];
    expect(first.map((one) => one.first).sort()).toEqual(["000.bin", "163.bin", "327.bin"]);
    begun.length = 0;
    onAsked(() => Promise.resolve(undefined));
    await send();
    expect(begun.map((one) => one.first).sort()).toEqual(["000.bin", "327.bin"]);
    expect(first).toEqual(expect.arrayContaining(begun));
  });

  it("stands on the command line, with the uploads that keep a draft from being sealed", async () => {
    const { registry, ada, client, write } = await openScene(open);
    const { versionId } = await push(client, {
      paths: [write("w.bin", "weights")],
      model: "speech/vad",
      isDraft: true,
    });
    const max = openTerminal();
    const maintainer = await registry.person("Max", { role: "maintainer", team: "speech" });
    await max.chancery("login", registry.url, "--token", await registry.tokenOf(maintainer));
    writeFileSync(join(max.cwd, "more.bin"), "more");
    expect(await max.json("push", "more.bin", "--to", "speech/vad:1", "--no-git")).toMatchObject({
      code: 0,
      document: { state: "draft", number: 1, files: [{ path: "more.bin" }] },
    });
    for (const given of [
      ["--label", "1.0.0"],
      ["--param", "a=b"],
    ])
      expect(await max.chancery("push", "more.bin", "--to", "speech/vad:1", ...given)).toMatchObject({ code: 64 });
    expect(await max.chancery("push", "more.bin", "--to", "speech/vad@staging")).toMatchObject({ code: 64 });
    const files = ["x", "y"].map((path) => ({ path, sizeBytes: 1 }));
    const batch = (await client.http.json("/api/v1/batches", { method: "POST", json: { versionId, files } })) as {
      id: string;
    };
    const sealing = await max.chancery("seal", "speech/vad:1");
    expect(sealing.code).not.toBe(0);
    expect(sealing.stderr).toContain(`2 files are still being uploaded (2 files by ${ada.name})`);
    expect((await max.chancery("upload", "ls", "speech/vad:1")).stdout).toMatch(
      new RegExp(`${batch.id} +2 files +2 B +0 % +Ada +2026-03-01`),
    );
    expect(await max.chancery("upload", "rm", "not-an-id")).toMatchObject({ code: 64 });
    expect(await max.chancery("upload", "rm", batch.id)).toMatchObject({
      code: 0,
      stdout: `Ended upload ${batch.id}.\n`,
    });
    expect((await max.json("upload", "ls", "speech/vad:1")).document).toEqual([]);
    expect(await max.chancery("seal", "speech/vad:1")).toMatchObject({ code: 0 });
  });
});
