import { createPublicKey, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./base64.ts";
import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { ed25519Signer, openNote, parseNote, parseVerifierKey, signNote } from "./note.ts";

const signerOf = (origin: string, byte = 7) => ed25519Signer({ origin, seed: new Uint8Array(32).fill(byte) });
const signer = signerOf("registry.test/audit");
const other = signerOf("registry.test/audit", 8);
const note = signNote(signer, "hello\n");
const codeOf = (opened: ReturnType<typeof openNote | typeof openCheckpoint>) =>
  opened.ok ? "ok" : opened.reasons[0]?.code;

describe("a signed note", () => {
  it("opens with the key that signed it", () => {
    expect(openNote(note, signer.verifierKey)).toEqual({ ok: true, body: "hello\n" });
  });

  it("verifies with Node's own Ed25519", () => {
    const raw = Buffer.from(parseVerifierKey(signer.verifierKey)!.publicKey);
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]);
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    expect(verify(null, Buffer.from("hello\n"), key, parseNote(note)!.signatures[0]!.signature)).toBe(true);
  });

  it("does not open when any one character of it is changed", () => {
    fc.assert(
      fc.property(fc.nat({ max: note.length - 1 }), fc.constantFrom("A", "b", "0", "\n", " ", "+"), (at, put) => {
        fc.pre(note[at] !== put);
        expect(openNote(note.slice(0, at) + put + note.slice(at + 1), signer.verifierKey).ok).toBe(false);
      }),
    );
  });

  it("does not open with another key of the same name", () => {
    expect(codeOf(openNote(note, other.verifierKey))).toBe("note_not_signed");
  });

  it("ignores signatures of unknown keys", () => {
    const cosigned = note + other.sign("hello\n") + signerOf("witness.test").sign("something else\n");
    expect(openNote(cosigned, signer.verifierKey).ok).toBe(true);
    expect(openNote(cosigned, other.verifierKey).ok).toBe(true);
  });

  it("fails as a whole on one bad signature of the known key", () => {
    expect(codeOf(openNote(note + signer.sign("something else\n"), signer.verifierKey))).toBe("note_signature_bad");
  });

  it("takes as many signatures as a note may have", () => {
    const witnesses = (count: number) =>
      Array.from({ length: count }, (_, n) => signerOf(`witness-${n}.test`).sign("hello\n")).join("");
    expect(openNote(note + witnesses(16), signer.verifierKey).ok).toBe(true);
    expect(parseNote(note + witnesses(100))).toBeUndefined();
  });

  it.each([
    ["empty", ""],
    ["without a signature", "hello\n"],
    ["without the last line feed", note.slice(0, -1)],
    ["with a carriage return", note.replace("hello", "hello\r")],
    ["with a control character", note.replace("hello", "hel\u0000lo")],
    ["with a hyphen for the dash", note.replace("—", "-")],
    ["with a lenient base64", note.replace(/=*\n$/, "\n")],
    ["with a name holding '+'", note.replace("— registry", "— regi+stry")],
    ["with a signature too short for a key hash", "hello\n\n— registry.test/audit AAAA\n"],
  ])("is malformed %s", (_how, text) => {
    expect(codeOf(openNote(text, signer.verifierKey))).toBe("note_malformed");
  });

  it("is not signed when its text could not be read back", () => {
    expect(() => signNote(signer, "no line feed")).toThrow();
    expect(() => signNote(signer, "bell\u0007\n")).toThrow();
  });
});

describe("a verifier key", () => {
  it("is read though its base64 holds '+'", () => {
    const keys = Array.from({ length: 200 }, (_, n) => signerOf("registry.test/audit", n).verifierKey);
    const tricky = keys.filter((key) => key.split("+").length > 3);
    expect(tricky.length).toBeGreaterThan(0);
    for (const key of keys) expect(parseVerifierKey(key)?.name).toBe("registry.test/audit");
  });

  it.each([
    ["of another hash", signer.verifierKey.replace(/\+[0-9a-f]{8}\+/, "+00000000+")],
    ["of another name", signer.verifierKey.replace("registry", "registri")],
    ["of another algorithm", "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"],
    ["cut short", signer.verifierKey.slice(0, -4)],
    ["with a space in its name", ` ${signer.verifierKey}`],
    ["with a line feed after it", `${signer.verifierKey}\n`],
    ["empty", ""],
  ])("is refused %s", (_how, key) => {
    expect(parseVerifierKey(key)).toBeUndefined();
    expect(codeOf(openNote(note, key))).toBe("verifier_key_invalid");
  });

  it("has no name with white space or '+'", () => {
    for (const origin of ["", "a b", "a+b", "a\nb", "a\u2003b"]) expect(() => signerOf(origin)).toThrow();
  });
});

describe("a checkpoint", () => {
  const head = { size: 5, root: "ab".repeat(32) };

  it("is read back from its note", () => {
    const opened = openCheckpoint(signCheckpoint(signer, head), signer.verifierKey);
    expect(opened).toEqual({ ok: true, checkpoint: { origin: signer.origin, ...head } });
  });

  it("has one text", () => {
    const body = formatCheckpoint({ origin: "a", ...head });
    expect(parseCheckpoint(body)).toEqual({ origin: "a", ...head });
    const root = toBase64(fromBase64(body.split("\n")[2]!)!);
    for (const text of [
      `a\n05\n${root}\n`,
      `a\n5.0\n${root}\n`,
      `a\n-5\n${root}\n`,
      `a\n0x5\n${root}\n`,
      `a\n5\n${root}`,
      `a\n5\n${root}\nextension\n`,
      `\n5\n${root}\n`,
      `a\n\n${root}\n`,
      `a\n5\nAAAA\n`,
      `a\n9007199254740993\n${root}\n`,
      "",
    ])
      expect(parseCheckpoint(text)).toBeUndefined();
  });

  it("of another log is refused, though the same key signed it", () => {
    const forked = signNote(signer, formatCheckpoint({ origin: "staging.test/audit", ...head }));
    expect(codeOf(openCheckpoint(forked, signer.verifierKey))).toBe("origin_mismatch");
  });

  it("is refused when the signed text is none", () => {
    expect(codeOf(openCheckpoint(note, signer.verifierKey))).toBe("checkpoint_malformed");
  });
});
