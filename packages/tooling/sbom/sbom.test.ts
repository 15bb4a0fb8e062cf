import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { billOf, schemaFault } from "./bom.mjs";
import { licenceFaults, shippedFrom } from "./shipped.mjs";

const shipped = shippedFrom(fileURLToPath(new URL("../../../apps/web", import.meta.url)));
const nameOf = (purl: string) => purl.replace("pkg:npm/", "");

it("is a valid CycloneDX 1.6 document that names what the server runs on, in the installed versions", async () => {
  const json = billOf(shipped);
  expect(await schemaFault(json)).toBeNull();
  expect(await schemaFault(json.replace('"library"', '"nothing known"'))).not.toBeNull();
  const { specVersion, components } = JSON.parse(json) as {
    readonly specVersion: string;
    readonly components: readonly { readonly purl?: string }[];
  };
  expect(specVersion).toBe("1.6");
  const named = components.map(({ purl = "" }) => nameOf(purl));
  for (const name of ["next", "next-auth", "hono", "better-sqlite3"])
    expect(named.filter((one) => new RegExp(`^${name}@\\d+\\.\\d+\\.\\d+$`).test(one))).toHaveLength(1);
  expect(named.filter((one) => /^(vitest|eslint|typescript)@/.test(one))).toEqual([]);
});

it("ships nothing under a licence that is unknown or not allowed, and says so of one that is", () => {
  expect(licenceFaults(shipped.values())).toEqual([]);
  const stranger = (license: string) => ({ name: "x", version: "1.0.0", license, isOwn: false, needs: [] });
  expect(licenceFaults(["", "SEE LICENSE IN x", "GPL-3.0-only"].map(stranger))).toHaveLength(3);
  expect(licenceFaults([stranger("(MIT OR GPL-3.0-only)")])).toEqual([]);
});
