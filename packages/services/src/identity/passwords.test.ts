// Passwords: the queue in front of argon2id, equal time, what is refused at set time.
import { isChanceryError } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { checkPassword } from "./password-rules.ts";
import { createPasswords } from "./passwords.ts";

const person = { name: "Ada Lovelace", email: "ada.lovelace@example.test" };
const codesOf = async (password: string): Promise<readonly string[]> => {
  try {
    await checkPassword(password, person);
    return [];
  } catch (error) {
    if (!isChanceryError(error)) throw error;
    expect(error.code).toBe("INVALID_INPUT");
    if (password.length > 3) expect(JSON.stringify(error)).not.toContain(password);
    return error.reasons.map((reason) => reason.code);
  }
};

describe("password rules", () => {
  it.each(["", "1234567", "12345678901", "🙂🙂🙂🙂"])("refuses fewer than 12 characters: %j", async (password) => {
    expect(await codesOf(password)).toEqual(["password_short"]);
  });

  it("refuses more than 128 characters and takes exactly 128", async () => {
    const of = (length: number) =>
      Array.from({ length }, (_, n) => String.fromCodePoint(0x61 + ((n * n + n) % 23))).join("");
    expect(await codesOf(of(128))).toEqual([]);
    expect(await codesOf(of(129))).toEqual(["password_long"]);
    expect(await codesOf(of(1_000_000))).toEqual(["password_long"]);
  });

  it("refuses NUL and lone surrogates, takes any other character", async () => {
    expect(await codesOf("violet\u0000harbour-91")).toEqual(["password_unprintable"]);
    expect(await codesOf("violet\ud800harbour-91")).toEqual(["password_unprintable"]);
    expect(await codesOf("πράσινο νησί 🙂 9")).toEqual([]);
  });

  it.each([
    "password1234",
    "Password1234!!",
    "qwertyuiop12",
    "aaaaaaaaaaaa",
    "dragondragon",
    "123456789012",
    "letmeinletmein1",
    "correcthorsebatterystaple",
    "Correct Horse Battery Staple 1!",
    "correct horse battery",
    "c0rr3cth0rs3b@tt3ryst@pl3",
    "Tr0ub4dor&3!!",
    "thequickbrownfox2024",
    "To be or not to be!",
    "MayTheForceBeWithYou",
    "twinkle twinkle little star",
  ])("refuses what is tried first: %s", async (password) =>
    expect(await codesOf(password)).toContain("password_common"),
  );

  it.each(["chancery1234", "ChanceryRegistry2026", "registry!registry!"])(
    "refuses the product's words: %s",
    async (password) => {
      expect(await codesOf(password)).toContain("password_product");
    },
  );

  it.each(["ada.lovelace@example.test", "AdaLovelace2026", "lovelace12345"])(
    "refuses one's own name and address: %s",
    async (password) => {
      expect(await codesOf(password)).toContain("password_personal");
    },
  );

  it.each(["Jennifer19871987", "abcdefghijklmnop", "lovelace ada ada ada"])(
    "refuses what zxcvbn gives less than 3 of 4: %s",
    async (password) => {
      expect(await codesOf(password)).toContain("password_guessable");
    },
  );

  it.each([
    "Grace signs with a long sentence",
    "Bo measures with a long ruler",
    "the correct answer hides below a battery of tests",
    "long and good enough 17",
    "ahovcjqxelsz",
    String.fromCodePoint(...Array.from({ length: 12 }, (_, n) => 0x1f980 + n)),
  ])("takes what is hard to guess: %s", async (password) => expect(await codesOf(password)).toEqual([]));

  it("says what to do, in words", async () => {
    await expect(checkPassword("Jennifer19871987", person)).rejects.toThrow(
      /this password is too easy to guess \(.*\): use four or more words that do not belong together$/,
    );
  });

  it("judges the first 100 characters, so that a tail does not save a poor password", async () => {
    expect(await codesOf("abc".repeat(33) + "a" + "violet harbour 91 lantern")).toContain("password_guessable");
  });

  it("judges the text after NFKC, as it will be hashed", async () => {
    expect(await codesOf("ｐａｓｓｗｏｒｄ１２３４")).toContain("password_common");
  });
});

describe("password hashing", () => {
  const quick = { memoryKiB: 1024, passes: 1 };

  it("stores argon2id with its parameters, and never the same text twice", async () => {
    const passwords = createPasswords({ memoryKiB: 2048, passes: 3 });
    const [a, b] = await Promise.all([passwords.hash("violet harbour 91"), passwords.hash("violet harbour 91")]);
    expect(a).toMatch(/^\$argon2id\$v=19\$m=2048,t=3,p=1\$/);
    expect(a).not.toBe(b);
    expect(passwords.needsRehash(a)).toBe(false);
    expect(createPasswords(quick).needsRehash(a)).toBe(true);
  });

  it("verifies the same password however it was composed, and no other", async () => {
    const passwords = createPasswords(quick);
    const stored = await passwords.hash("café violet harbour");
    expect(await passwords.verify(stored, "cafe\u0301 violet harbour")).toBe(true);
    expect(await passwords.verify(stored, "cafe violet harbour")).toBe(false);
    expect(await passwords.verify(null, "café violet harbour")).toBe(false);
  });

  it("takes equally long for an account that does not exist", async () => {
    const passwords = createPasswords();
    const stored = await passwords.hash("violet harbour 91");
    const timed = async (against: string | null) => {
      const begin = performance.now();
      await passwords.verify(against, "wrong harbour 92");
      return performance.now() - begin;
    };
    const least = (times: readonly number[]) => Math.min(...times);
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      known.push(await timed(stored));
      unknown.push(await timed(null));
    }
    // Of the least, which a busy machine leaves alone: without the dummy hash it would be near nothing.
    const ratio = least(unknown) / least(known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it("runs two at once, lets 200 wait, and refuses the rest with a time to come back", async () => {
    const passwords = createPasswords(quick);
    const rush = await Promise.allSettled(
      Array.from({ length: 300 }, () => passwords.verify(null, "violet harbour 91")),
    );
    const refused = rush.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(300 - 202);
    expect(refused[0]?.reason).toMatchObject({ code: "UNAVAILABLE", facts: { retryAfterSeconds: 2 } });
    expect(await passwords.verify(null, "violet harbour 91")).toBe(false);
  });
});
