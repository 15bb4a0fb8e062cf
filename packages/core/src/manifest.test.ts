import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileEntry } from "./file-entry.ts";
import { NewDescriptor, NewSignature, descriptorInWords, sealManifest, type ManifestParts } from "./manifest.ts";

const sha256 = (digit: string) => digit.repeat(64);
const parts: ManifestParts = {
  kind: "files",
  files: [
    { path: "model.onnx", sizeBytes: 2, sha256: sha256("a") },
    { path: "config/x.json", sizeBytes: 1, sha256: sha256("b") },
  ],
  descriptor: null,
  params: { lr: "0.1" },
  signature: null,
  environment: {},
};
const digestOf = (over: Partial<ManifestParts> = {}) => sealManifest({ ...parts, ...over }).manifestDigest;

describe("the manifest", () => {
  it("has these very bytes and this digest: whoever pinned one can recompute it", () => {
    const { manifest, manifestDigest } = sealManifest(parts);
    expect(manifest).toBe(
      `{"environment":{},"files":[{"path":"config/x.json","sha256":"${sha256("b")}","sizeBytes":1},{"path":"model.onnx","sha256":"${sha256("a")}","sizeBytes":2}],"kind":"files","params":{"lr":"0.1"},"signature":null}`,
    );
    expect(manifestDigest).toBe("5d68d42e8a940cc8710bede9cc42b40a35141c923c9c611d884979f5e699866d");
  });

  it("does not depend on the order of files or params", () => {
    const files = fc.uniqueArray(fc.string({ minLength: 1, unit: "grapheme" }), { maxLength: 8 });
    fc.assert(
      fc.property(files, (paths) => {
        const list = paths.map((path, n) => ({ path, sizeBytes: n, sha256: sha256("c") }));
        const params = Object.fromEntries(paths.map((path) => [path, "v"]));
        const reversed = Object.fromEntries([...paths].reverse().map((path) => [path, "v"]));
        expect(digestOf({ files: list, params })).toBe(digestOf({ files: [...list].reverse(), params: reversed }));
      }),
    );
  });

  it("changes with every frozen part", () => {
    const changed = [
      digestOf(),
      digestOf({ files: parts.files.slice(1) }),
      digestOf({ files: [{ ...parts.files[0]!, path: "model2.onnx" }, parts.files[1]!] }),
      digestOf({ files: [{ ...parts.files[0]!, sizeBytes: 3 }, parts.files[1]!] }),
      digestOf({ files: [{ ...parts.files[0]!, sha256: sha256("f") }, parts.files[1]!] }),
      digestOf({ params: { lr: "0.2" } }),
      digestOf({ params: {} }),
      digestOf({ environment: { python: "3.12" } }),
      digestOf({ signature: { inputs: [], outputs: [] } }),
      digestOf({
        kind: "external",
        descriptor: { supplier: "Acme", product: "X", version: "1", endpoint: "https://x.test" },
      }),
    ];
    expect(new Set(changed).size).toBe(changed.length);
  });

  it("holds nothing but the frozen fields of a file", () => {
    const files = parts.files.map((file) => ({ ...file, addedAt: "2026-01-01", pathKey: "x" }));
    expect(digestOf({ files })).toBe(digestOf());
  });

  it("of an external version holds its descriptor instead of files", () => {
    const descriptor = {
      supplier: "Acme",
      product: "X",
      version: "1",
      endpoint: "https://x.test",
      imageDigest: undefined,
    };
    const { manifest } = sealManifest({ ...parts, kind: "external", files: [], descriptor });
    expect(JSON.parse(manifest)).toMatchObject({ kind: "external", descriptor: { supplier: "Acme" } });
    expect(manifest).not.toContain('"files"');
  });
});

describe("what goes in", () => {
  const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
    schema.safeParse(value).success;
  const file = { path: "a", sizeBytes: 0, sha256: sha256("0") };
  it("is files with exact sizes", () => {
    expect(accepts(FileEntry, file)).toBe(true);
    for (const sizeBytes of [-1, 0.5, 2 ** 53, Number.NaN, "1"])
      expect(accepts(FileEntry, { ...file, sizeBytes })).toBe(false);
    expect(accepts(FileEntry, { ...file, extra: 1 })).toBe(false);
  });
  it("is a descriptor that says where the model is", () => {
    const base = { supplier: "Acme", product: "X", version: "1" };
    expect(accepts(NewDescriptor, base)).toBe(false);
    expect(accepts(NewDescriptor, { ...base, endpoint: "https://x.test/v1" })).toBe(true);
    expect(accepts(NewDescriptor, { ...base, imageDigest: `sha256:${sha256("a")}` })).toBe(true);
    for (const endpoint of ["javascript:alert(1)", "file:///etc/passwd", "x.test", ""])
      expect(accepts(NewDescriptor, { ...base, endpoint })).toBe(false);
    expect(accepts(NewDescriptor, { ...base, imageDigest: "latest" })).toBe(false);
  });
  it("is a signature of named ports", () => {
    expect(
      accepts(NewSignature, { inputs: [{ name: "x", type: "float32", shape: [-1, "time", 80] }], outputs: [] }),
    ).toBe(true);
    expect(accepts(NewSignature, { inputs: [{ name: "x", type: "float32", shape: [0.5] }], outputs: [] })).toBe(false);
    expect(accepts(NewSignature, { inputs: [] })).toBe(false);
  });
});

it("a descriptor is said field by field, in an order of its own", () => {
  const imageDigest = `sha256:${sha256("a")}`;
  expect(descriptorInWords({ imageDigest, version: "1", product: "X", supplier: "Acme" })).toEqual([
    { name: "Supplier", value: "Acme" },
    { name: "Product", value: "X" },
    { name: "Version", value: "1" },
    { name: "Image digest", value: imageDigest },
  ]);
});
