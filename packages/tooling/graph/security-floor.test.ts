// What we accept from the registry, checked against the lockfile alone: works without a network.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listPackages, readJson, root, type Manifest } from "../setup/workspace.mjs";

const lockfile = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
const floor = readJson("packages/tooling/security-floor.json") as Record<string, string>;

/** Every `name@version` that the lockfile resolves, from its `packages:` section. */
const resolved = [...lockfile.matchAll(/^ {2}'?((?:@[^@\s/]+\/)?[^@\s/]+)@([^'(:\s]+)'?:$/gm)].map(
  ([, name, version]) => ({
    name: name ?? "",
    version: version ?? "",
  }),
);

const isBelow = (version: string, least: string) => {
  const parts = (text: string) => (text.split(/[-+]/)[0] ?? "").split(".").map(Number);
  const [have, want] = [parts(version), parts(least)];
  const at = want.findIndex((part, index) => part !== have[index]);
  return at >= 0 && (have[at] ?? 0) < (want[at] ?? 0);
};

describe("the security floor", () => {
  it.each(Object.entries(floor))("holds %s at %s or newer", (name, least) => {
    const versions = resolved.filter((entry) => entry.name === name).map(({ version }) => version);
    expect(versions.filter((version) => isBelow(version, least))).toEqual([]);
  });

  it("reads the lockfile it judges", () => {
    expect(resolved.find(({ name }) => name === "next")?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(resolved.length).toBeGreaterThan(300);
    expect([isBelow("16.3.2", "16.3.3"), isBelow("16.3.3", "16.3.3"), isBelow("17.0.0", "16.3.3")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("takes every dependency from the registry, by content", () => {
    const resolutions = [...lockfile.matchAll(/^ {4}resolution: (.*)$/gm)].map(([, resolution]) => resolution ?? "");
    expect(resolutions.filter((resolution) => !/^\{integrity: sha512-[^,}]+\}$/.test(resolution))).toEqual([]);
    expect(lockfile).not.toMatch(/git\+|https?:\/\/(?!json\.schemastore)|codeload|tarball:/);
  });

  it("pins every direct dependency exactly", () => {
    const loose = [{ folder: ".", manifest: readJson("package.json") as Manifest }, ...listPackages()].flatMap(
      ({ folder, manifest }) =>
        Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies })
          .filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$|^workspace:\*$/.test(range))
          .map(([name, range]) => `${folder}: ${name} ${range}`),
    );
    expect(loose).toEqual([]);
  });
});
