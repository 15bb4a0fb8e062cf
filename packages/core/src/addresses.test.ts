// Secrets in addresses: found in every scheme and place, never in what is shown, stripped or said about them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskAddresses, maskSecrets, secretsIn, withoutSecrets } from "./addresses.ts";
import { LineageFact } from "./lineage.ts";
import { Descriptor } from "./manifest.ts";
import { Facts } from "./names.ts";

const s = "hunter2SECRET";
const repository = { isRepository: true };

it.each([
  [`https://ada:${s}@host/a.git`, "https://host/a.git"],
  [`https://${s}@host/a.git`, "https://host/a.git"],
  [`HTTPS://ada:${s}@host:8443/a`, "HTTPS://host:8443/a"],
  [`https:ada:${s}@host/a`, "https:host/a"],
  [`https:\\\\ada:${s}@host/a`, "https:\\\\host/a"],
  [`https://ada:a/${s}@host/a`, "https://host/a"],
  [`https://ada:a@${s}@host/a`, "https://host/a"],
  [`ssh://git:${s}@host/a.git`, "ssh://git@host/a.git"],
  [`ssh://${s}@host/a.git`, "ssh://host/a.git"],
  [`git+https://x-access-token:${s}@host/a`, "git+https://host/a"],
  [`${s}@host:team/a.git`, "host:team/a.git"],
  [`s3://AKIA:${s}@bucket/a`, "s3://bucket/a"],
  [`gs://${s}@bucket/a`, "gs://bucket/a"],
  [`docker://ada:${s}@registry.test/a:1`, "docker://registry.test/a:1"],
  [`mongodb+srv://ada:${s}@a.test,b.test/db`, "mongodb+srv://a.test,b.test/db"],
  [
    `jdbc:postgresql://db.test/models?user=ada&password=${s}&ssl=true`,
    "jdbc:postgresql://db.test/models?user=ada&ssl=true",
  ],
  [`jdbc:sqlserver://db.test;databaseName=m;password=${s}`, "jdbc:sqlserver://db.test;databaseName=m"],
  [`https://host/a?token=${s}`, "https://host/a"],
  [`https://host/a?token=${s}&page=2`, "https://host/a?page=2"],
  [`https://host/a?page=2&access_token=${s}`, "https://host/a?page=2"],
  [`https://host/a?ACCESS%5Ftoken=${s}`, "https://host/a"],
  [`https://b.test/a?X-Amz-Date=1&X-Amz-Signature=${s}`, "https://b.test/a?X-Amz-Date=1"],
  [`https://b.test/a?sv=2024&sp=r&sig=${s}`, "https://b.test/a?sv=2024&sp=r"],
  [`https://b.test/a?client-secret=${s}#top`, "https://b.test/a#top"],
  [`https://host/a#access_token=${s}`, "https://host/a"],
  [`https://host/a?next=https%3A%2F%2Fada%3A${s}%40host`, "https://host/a"],
])("finds the secret of %s, strips it and masks it", (address, stripped) => {
  expect(secretsIn(address, repository).length).toBeGreaterThan(0);
  expect(withoutSecrets(address).text).toBe(stripped);
  expect(withoutSecrets(stripped)).toEqual({ text: stripped, removed: [] });
  expect(maskSecrets(address)).not.toContain(s);
  expect(withoutSecrets(address).removed.join()).not.toContain(s);
});

it.each([
  "git@host:team/a.git",
  "ssh://git@host:2222/a.git",
  "https://host:8443/@ada/a?page=2&monkey=1&max_tokens=5",
  "https://host/a?token=",
  "s3://bucket/a/b@2",
  "abfss://models@account.dfs.core.windows.net/a",
  "registry.test/a@sha256:abc",
  "docker://a@sha256:abc",
  "/srv/git/a.git",
  "C:\\repos\\a",
  "vad",
  "[::1]:80",
  "https://[::1]:8443/a",
])("finds nothing in %s", (address) => {
  expect(secretsIn(address, repository)).toEqual([]);
  expect(withoutSecrets(address)).toEqual({ text: address, removed: [] });
  expect(maskSecrets(address)).toBe(address);
});

describe("a secret in an address", () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9!$'*,._~%+/?#:-]{1,30}$/).map((text) => `Qz7${text}Zq9`);
  const plain = fc.stringMatching(/^Qz7[A-Za-z0-9._~-]{1,30}Zq9$/);
  const scheme = fc.constantFrom("https", "ssh", "s3", "gs", "jdbc:mysql", "mongodb", "docker", "postgres", "git+ssh");
  const parameter = fc.constantFrom(
    "token",
    "access_token",
    "X-Amz-Signature",
    "sig",
    "key",
    "password",
    "api-key",
    "SAS_Token",
  );

  it("is nowhere in what is stripped, shown or said, whatever it is", () => {
    fc.assert(
      fc.property(
        scheme,
        secret,
        plain,
        parameter,
        fc.constantFrom("?", "?a=1&", "#", "?a=1#"),
        (name, user, value, key, mark) => {
          const address = `${name}://ada:${user}@host.test/a${mark}${key}=${value}&b=2`;
          const { text, removed } = withoutSecrets(address);
          for (const shown of [text, maskSecrets(address), maskAddresses(`from ${address}, said ada`), ...removed]) {
            expect(shown).not.toContain(user);
            expect(shown).not.toContain(value);
          }
          expect(secretsIn(text, repository)).toEqual([]);
        },
      ),
    );
  });

  it("is refused in every field that holds an address, without being echoed", () => {
    const commit = "a".repeat(40);
    const described = { supplier: "Acme", product: "Ears", version: "3", endpoint: "https://ears.test" };
    fc.assert(
      fc.property(plain, (value) => {
        for (const address of [`https://ada:${value}@host.test/a`, `https://host.test/a?token=${value}`]) {
          const verdicts = [
            LineageFact.safeParse({ kind: "built_from", repository: address, commit, isDirty: false }),
            LineageFact.safeParse({ kind: "produced_by", job: "train", url: address }),
            LineageFact.safeParse({ kind: "produced_by", job: address }),
            Descriptor.safeParse({ ...described, endpoint: address }),
            Descriptor.safeParse({ ...described, product: address }),
            Facts.safeParse({ tracking: address }),
          ];
          for (const { success, error } of verdicts) {
            expect(success).toBe(false);
            expect(JSON.stringify(error?.issues)).toContain("remove it");
            expect(JSON.stringify(error?.issues)).not.toContain(value);
          }
        }
        const scp = { kind: "built_from", repository: `${value}@host:a.git`, commit, isDirty: false };
        expect(LineageFact.safeParse(scp).success).toBe(false);
      }),
    );
  });
});

it("no text is slow to look at", () => {
  for (const text of [
    "@".repeat(20_000),
    "a:".repeat(10_000),
    `https://${"?a=".repeat(10_000)}`,
    `//${":@/".repeat(9_000)}`,
  ]) {
    const began = performance.now();
    maskAddresses(text);
    maskSecrets(text);
    expect(performance.now() - began).toBeLessThan(1000);
  }
});
