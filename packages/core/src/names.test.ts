import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AliasName,
  FactKey,
  Facts,
  line,
  ModelName,
  prose,
  SearchText,
  Sha256,
  Tags,
  TeamSlug,
  WebUrl,
} from "./names.ts";
import { FilePath, StoredFilePath } from "./file-path.ts";
import { collisionKey } from "./look-alike.ts";
import { windowsFault } from "./path-fault.ts";

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;
const codePoint = fc.integer({ min: 0, max: 0x10ffff }).filter((point) => point < 0xd800 || point > 0xdfff);
const anyText = fc.array(codePoint, { maxLength: 6 }).map((points) => String.fromCodePoint(...points));

describe("the collision key", () => {
  it.each([
    ["upper and lower case", "Model", "mODEL"],
    ["composed and decomposed accents", "caf\u00e9", "cafe\u0301"],
    ["both, at once", "CAFE\u0301", "caf\u00e9"],
    ["sigma and final sigma", "\u03bf\u03b4\u03bf\u03c2", "\u039f\u0394\u039f\u03a3"],
    ["sigma in the middle made final", "\u03b1\u03c3", "\u03b1\u03c2"],
    ["the Kelvin sign", "\u212a", "k"],
    ["long s", "\u017f", "s"],
    ["sharp s, small and capital", "\u00df", "\u1e9e"],
  ])("is one for %s", (_what, a, b) => expect(collisionKey(a)).toBe(collisionKey(b)));

  it("is the key of itself, for any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(collisionKey(collisionKey(text))).toBe(collisionKey(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("tells apart what no file system takes for one", () => {
    expect(collisionKey("a.onnx")).not.toBe(collisionKey("b.onnx"));
    expect(collisionKey("cafe")).not.toBe(collisionKey("caf\u00e9"));
  });
});

describe("a line of text", () => {
  it("is trimmed and composed", () => expect(line(20).parse("  cafe\u0301 ")).toBe("caf\u00e9"));
  it.each([
    ["nothing", "   "],
    ["a line feed", "a\nb"],
    ["a NUL", "a\u0000b"],
    ["a C1 control", "a\u0085b"],
    ["a right-to-left override", "a\u202eb"],
    ["a zero-width space", "a\u200bb"],
    ["a soft hyphen", "a\u00adb"],
    ["an Arabic letter mark", "a\u061cb"],
    ["a blank letter", "\u3164"],
    ["a tag character", "a\u{e0041}"],
    ["a lone surrogate", "a\ud800"],
    ["more than its length", "x".repeat(21)],
    ["ten million characters", "x".repeat(10_000_000)],
  ])("refuses %s", (_what, text) => expect(accepts(line(20), text)).toBe(false));
  it("can ask for a least length, white space not counted", () => {
    expect(accepts(line(20, 3), " ab ")).toBe(false);
    expect(accepts(line(20, 3), "abc")).toBe(true);
  });
});

describe("prose", () => {
  it("keeps its lines and tabs as they are", () => expect(prose(50).parse(" a\n\tb\r\n")).toBe(" a\n\tb\r\n"));
  it.each(["a\u0000", "a\u001b[31m", "\ud800", "x".repeat(51)])("refuses %j", (text) =>
    expect(accepts(prose(50), text)).toBe(false),
  );
  it("can ask for a least length, white space not counted", () => {
    expect(accepts(prose(50, 10), "a       \n  ")).toBe(false);
    expect(accepts(prose(50, 1), " ")).toBe(false);
    for (const blank of ["\u200b", "\u2060\u00ad", "\u3164", "\u2800", "\u202e\u202c", "…"])
      expect(accepts(prose(50, 1), blank), JSON.stringify(blank)).toBe(false);
    expect(accepts(prose(50, 1), "読んだ")).toBe(true);
    expect(accepts(prose(50), "")).toBe(true);
  });
});

describe("names", () => {
  it.each(["speech", "a", "0-team", "x".repeat(63)])("%j is a team slug", (slug) =>
    expect(accepts(TeamSlug, slug)).toBe(true),
  );
  it.each(["", "Speech", "a.b", "-a", "a_b", "a/b", "x".repeat(64), "a\n", "\u00e9"])("%j is no team slug", (slug) =>
    expect(accepts(TeamSlug, slug)).toBe(false),
  );
  it.each(["silero-vad", "A", "v1.2_x", "x".repeat(128)])("%j is a model name", (name) =>
    expect(accepts(ModelName, name)).toBe(true),
  );
  it.each(["", ".hidden", "a/b", "a:b", "a@b", "a b", "x".repeat(129), "a\n", "x".repeat(10_000_000)])(
    "a model name is not %s",
    (name) => expect(accepts(ModelName, name)).toBe(false),
  );
  it.each(["champion", "production", "A_b-1", "v", "v1a", "version1", "x".repeat(255)])("%j is an alias", (name) =>
    expect(accepts(AliasName, name)).toBe(true),
  );
  it.each(["", "latest", "LATEST", "v1", "V12", "a.b", "a:b", "-a", "x".repeat(256)])("%j is no alias", (name) =>
    expect(accepts(AliasName, name)).toBe(false),
  );
  it("a digest is 64 lower-case hex digits and nothing else", () => {
    expect(accepts(Sha256, "0af".repeat(21) + "0")).toBe(true);
    for (const text of ["", "A".repeat(64), "a".repeat(63), `${"a".repeat(64)}\n`, `sha256:${"a".repeat(64)}`])
      expect(accepts(Sha256, text)).toBe(false);
  });
});

describe("facts", () => {
  it("have keys that are names and at most as many as allowed", () => {
    expect(accepts(Facts, { lr: "0.1", "optim.name/x:1-b_c": "adam" })).toBe(true);
    for (const key of ["", " a", "a b", "__proto__", "a\u0000", "x".repeat(251)])
      expect(accepts(FactKey, key)).toBe(false);
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, "v"]));
    expect([
      accepts(Facts, many(1000)),
      accepts(Facts, many(1001)),
      accepts(Tags, many(100)),
      accepts(Tags, many(101)),
    ]).toEqual([true, false, true, false]);
    expect([accepts(Facts, { a: "x".repeat(6001) }), accepts(Tags, { a: "x".repeat(1001) })]).toEqual([false, false]);
    expect([accepts(Facts, { a: "several\nlines" }), accepts(Tags, { a: "" })]).toEqual([true, true]);
  });
});

describe("a file path", () => {
  it.each([
    "model.onnx",
    "a/b/c.bin",
    ".hidden/x",
    "a..b/...c",
    "weights (1).bin",
    "\u6a21\u578b/\u00e9",
    "__proto__",
    "x".repeat(255),
  ])("may be %j", (path) => expect(accepts(FilePath, path)).toBe(true));
  it.each(["cafe\u0301/x", "caf\u00e9/x"])("keeps the Unicode form it came in: %j", (path) =>
    expect(FilePath.parse(path)).toBe(path),
  );
  it("is limited in bytes, because that is what a disk counts; an older one is still read", () => {
    const long = "\u6a21".repeat(86);
    expect(long.length).toBeLessThan(255);
    expect(accepts(FilePath, long)).toBe(false);
    expect(accepts(StoredFilePath, long)).toBe(true);
    expect(accepts(FilePath, "\u6a21".repeat(85))).toBe(true);
    expect(accepts(FilePath, Array.from({ length: 5 }, () => "\u6a21".repeat(80)).join("/"))).toBe(false);
  });
  it.each(["aux", "CON.txt", "a/nul", "COM1", "lpt9.bin", "a.", "a ", "a /b", "a:b", "a?b", "a|b", 'a"b', "a<b>"])(
    "names what Windows cannot hold: %j",
    (path) => expect(windowsFault(path)).toMatch(/^Windows /),
  );
  it.each(["console", "a.aux", "com10", "a b", ".a", "model.onnx"])("finds nothing wrong with %j on Windows", (path) =>
    expect(windowsFault(path)).toBeUndefined(),
  );
  it.each([
    ["empty", ""],
    ["absolute", "/etc/passwd"],
    ["absolute on Windows", "C:/x"],
    ["relative to a drive", "c:x"],
    ["with a backslash", "a\\b"],
    ["leading out", "../x"],
    ["leading out in the middle", "a/../../x"],
    ["ending in dots", "a/.."],
    ["with a dot segment", "a/./b"],
    ["with an empty segment", "a//b"],
    ["a folder", "a/"],
    ["with a NUL", "a\u0000.bin"],
    ["with a line feed", "a\nb"],
    ["with an escape", "\u001b[2J"],
    ["with a direction override", "a\u202etxt.exe"],
    ["with an invisible mark", "a\u200b.bin"],
    ["with a lone surrogate", "a\udc00"],
    ["with a segment over 255", "x".repeat(256)],
    ["over 1024", Array.from({ length: 10 }, () => "x".repeat(110)).join("/")],
    ["of ten million characters", "x".repeat(10_000_000)],
  ])("may not be %s", (_what, path) => expect(accepts(FilePath, path)).toBe(false));

  it.each([
    ["/etc/passwd", "relative"],
    ["c:x", "begin with 'c:', which Windows reads as a drive"],
    ["a:b", "begin with 'a:', which Windows reads as a drive"],
    ["C:/x", "begin with 'C:', which Windows reads as a drive"],
    ["s3:/a", "begin like an address"],
    ["a\\b", "uses '/'"],
  ])("%s is refused for its true reason", (path, why) =>
    expect(FilePath.safeParse(path).error?.issues[0]?.message).toContain(why),
  );
  it.each(["ab:c", "a/b:c", "model:v2.bin"])("%s may be pushed, with a word about Windows", (path) => {
    expect(accepts(FilePath, path)).toBe(true);
    expect(windowsFault(path)).toMatch(/^Windows /);
  });

  it("that is accepted never leaves the folder it is joined to", () => {
    const segment = fc.oneof(fc.constantFrom("..", ".", "", "a", "C:", "\\", "~"), anyText);
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        const parsed = FilePath.safeParse(segments.join("/"));
        if (!parsed.success) return;
        const { pathname } = new URL(parsed.data.split("/").map(encodeURIComponent).join("/"), "file:///root/");
        expect(pathname.startsWith("/root/") && pathname.length > "/root/".length).toBe(true);
        expect(parsed.data.split("/")).not.toContain("..");
      }),
      { numRuns: 3000 },
    );
  });
});

describe("text that UTF-8 or a database cannot hold", () => {
  it.each(["a\u0000b", "a\ud800b", "a\udc00"])("is refused in every place that takes free text: %j", (text) => {
    const accepted = [
      accepts(Facts, { a: text }),
      accepts(Tags, { a: text }),
      accepts(SearchText, text),
      accepts(WebUrl, `https://example.test/${text}`),
      accepts(line(100), text),
      accepts(prose(100), text),
      accepts(FilePath, text),
    ];
    expect(accepted).toEqual(accepted.map(() => false));
  });
});

describe("an address", () => {
  it.each(["https://example.test/a?b=c#d", "http://localhost:3000"])("may be %j", (url) =>
    expect(accepts(WebUrl, url)).toBe(true),
  );
  it.each(["javascript:alert(1)", "ftp://example.test/", "//example.test", "https://example.test/\u202e", ""])(
    "may not be %j",
    (url) => expect(accepts(WebUrl, url)).toBe(false),
  );
});
