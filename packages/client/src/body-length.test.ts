// A body longer than what was said of it, over a raw socket.
import { createHash } from "node:crypto";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { eachRegistry } from "./testing/registry.ts";

const send = (url: string, text: string) =>
  new Promise<string>((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.on("data", (bytes: Buffer) => {
      answer += bytes.toString("utf8");
      if (answer.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });

eachRegistry("a body longer than declared, or encoded", (open) => {
  it("is refused with a 4xx on every route that declares a length", async () => {
    const registry = await open();
    const ada = await registry.person("Ada", { role: "contributor", team: "speech" });
    const client = await registry.clientOf(ada);
    await client.api.models.create.mutate({ team: "speech", name: "vad" });
    const { id: versionId } = await client.api.versions.create.mutate({ model: "speech/vad" });
    const begin = async (path: string) => {
      const sha256 = createHash("sha256").update("abc").digest("hex");
      const json = { versionId, path, sizeBytes: 3, sha256 };
      return ((await client.http.json("/api/v1/uploads", { method: "POST", json })) as { id: string }).id;
    };
    const token = await registry.tokenOf(ada);
    const { host } = new URL(registry.url);
    const head = `Host: ${host}\r\nAuthorization: Bearer ${token}\r\n`;
    const patch = async (lines: string, body: string) => {
      const path = `/api/v1/uploads/${await begin(`${lines.length}-${body.length}.bin`)}`;
      const type = "Content-Type: application/octet-stream";
      return send(
        registry.url,
        `PATCH ${path} HTTP/1.1\r\n${head}${type}\r\nUpload-Offset: 0\r\n${lines}\r\n\r\n${body}`,
      );
    };
    const answers = {
      length: await patch("Content-Length: 10", "abcdefghij"),
      complete: await patch("Content-Length: 10\r\nUpload-Complete: ?1", "abcdefghij"),
      chunked: await patch("Transfer-Encoding: chunked", "a\r\nabcdefghij\r\n0\r\n\r\n"),
      encoded: await patch("Content-Encoding: gzip\r\nContent-Length: 3", "abc"),
      surplus: await patch("Content-Length: 3", "abcdefghij"),
      json: await send(
        registry.url,
        `POST /api/v1/uploads HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 5\r\n\r\n{"a":1,"b":2}`,
      ),
    };
    for (const [name, text] of Object.entries(answers))
      expect([name, text]).toEqual([name, expect.stringMatching(/^HTTP\/1\.1 4\d\d /)]);
    for (const text of [answers.length, answers.complete, answers.chunked]) expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(answers.encoded).toMatch(/^HTTP\/1\.1 415 [^]*media_type/);
  });
});
