import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseModelReference, parseReference, type VersionReference } from "./reference.ts";
import { builtInStages } from "./stage.ts";

const sha256 = "ab".repeat(32);
const codeOf = (parsed: ReturnType<typeof parseReference | typeof parseModelReference>) =>
  parsed.ok ? "ok" : parsed.reasons[0]?.code;

function written({ team, name, target }: VersionReference): string {
  const model = team === undefined ? name : `${team}/${name}`;
  if (target.kind === "number") return `${model}:${target.number}`;
  return target.kind === "digest" ? `${model}@sha256:${target.sha256}` : `${model}@${target.name}`;
}

describe("a reference", () => {
  it.each([
    ["speech/silero-vad:12", { kind: "number", number: 12 }],
    ["speech/silero-vad@champion", { kind: "name", name: "champion" }],
    ["speech/silero-vad@production", { kind: "name", name: "production" }],
    [`speech/silero-vad@sha256:${sha256}`, { kind: "digest", sha256 }],
  ])("%s names one version", (text, target) => {
    expect(parseReference(text)).toEqual({ ok: true, reference: { team: "speech", name: "silero-vad", target } });
  });

  it("without a team means the caller's own", () => {
    expect(parseReference("vad:1")).toMatchObject({ ok: true, reference: { team: undefined, name: "vad" } });
  });

  it("means a team however its slug is cased, and a model as it is written", () => {
    expect(parseReference("Speech/VAD:1")).toMatchObject({ ok: true, reference: { team: "speech", name: "VAD" } });
  });
  it("to a bare model never resolves", () => {
    for (const text of ["speech/silero-vad", "vad"]) expect(codeOf(parseReference(text))).toBe("reference_bare");
  });

  it.each([
    "",
    "/",
    ":",
    "@",
    "a/b/c:1",
    "speech/:1",
    "/vad:1",
    "Straße/vad:1",
    "speech/vad:",
    "speech/vad:0",
    "speech/vad:01",
    "speech/vad:-1",
    "speech/vad:1.5",
    "speech/vad:1e3",
    "speech/vad:9999999999",
    "speech/vad@",
    "speech/vad@latest",
    "speech/vad@v1",
    "speech/vad@a b",
    "speech/vad@sha256:",
    "speech/vad@sha256:AB",
    `speech/vad@sha256:${sha256}0`,
    `speech/vad@sha512:${sha256}`,
    "speech/vad:1@champion",
    "speech/vad@champion:1",
    " speech/vad:1",
    "speech/vad:1\n",
    "speech/../vad:1",
    "speech/vad:\u0661",
    "speech\\vad:1",
  ])("%j is none", (text) => expect(codeOf(parseReference(text))).toBe("reference_invalid"));

  it("of ten million characters is refused in few words", () => {
    for (const text of [
      "x".repeat(10_000_000),
      `a/b:${"1".repeat(10_000_000)}`,
      `a/b@${"x".repeat(10_000_000)}`,
      `${"/".repeat(1_000_000)}:1`,
    ]) {
      const parsed = parseReference(text);
      expect(parsed.ok ? 0 : parsed.reasons[0]!.message.length).toBeLessThan(200);
      expect(parsed.ok).toBe(false);
    }
  });

  it("is what was meant, whatever team, model, number, alias, stage or digest: no two kinds are ever mistaken", () => {
    const text = (first: string, rest: string, max: number) =>
      fc
        .tuple(fc.constantFrom(...first), fc.string({ unit: fc.constantFrom(...rest), maxLength: max }))
        .map((parts) => parts.join(""));
    const [lower, digits] = ["abcxyz", "0123456789"];
    const letters = `${lower}ABCXYZ${digits}`;
    const team = fc.option(text(lower + digits, `${lower}${digits}-`, 62), { nil: undefined });
    const name = text(letters, `${letters}._-`, 127);
    const target = fc.oneof(
      fc.integer({ min: 1, max: 999_999_999 }).map((number) => ({ kind: "number" as const, number })),
      fc
        .oneof(fc.constantFrom(...builtInStages.map(({ id }) => id)), text(letters, `${letters}_-`, 30))
        .map((alias) => ({ kind: "name" as const, name: alias })),
      fc
        .string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 })
        .map((hex) => ({ kind: "digest" as const, sha256: hex })),
    );
    fc.assert(
      fc.property(team, name, target, (ofTeam, ofModel, meant) => {
        const isReserved = meant.kind === "name" && /^(latest|v\d+)$/i.test(meant.name);
        const parsed = parseReference(written({ team: ofTeam, name: ofModel, target: meant }));
        if (isReserved) expect(codeOf(parsed)).toBe("reference_invalid");
        else expect(parsed).toEqual({ ok: true, reference: { team: ofTeam, name: ofModel, target: meant } });
      }),
      { numRuns: 2000 },
    );
  });

  it("reads back as it was written, and any text is either that or refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab1/:@.-_ ") }), (text) => {
        const parsed = parseReference(text);
        if (!parsed.ok) return;
        expect(written(parsed.reference)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a model reference", () => {
  it("is team/name or name", () => {
    expect(parseModelReference("speech/vad")).toEqual({ ok: true, model: { team: "speech", name: "vad" } });
    expect(parseModelReference("Speech/VAD")).toEqual({ ok: true, model: { team: "speech", name: "VAD" } });
    expect(parseModelReference("vad")).toEqual({ ok: true, model: { team: undefined, name: "vad" } });
  });
  it.each([
    "",
    "a/b/c",
    "speech/",
    "/vad",
    "spee ch/vad",
    "Straße/vad",
    "\u212alaus/vad",
    "speech/vad:1",
    "speech/v d",
  ])("is not %j", (text) => expect(codeOf(parseModelReference(text))).toBe("reference_invalid"));
});
