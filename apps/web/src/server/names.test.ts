// Names in the environment: those of settings, slips of the pen, and what others put there.
import fc from "fast-check";
import { expect, it } from "vitest";
import { readConfig } from "./config.ts";

const read = (...names: readonly string[]) =>
  readConfig({ env: Object.fromEntries(names.map((name) => [name, "x"])), repository: "/srv/chancery" });
const settings = ["CHANCERY_DATABASE_URL", "CHANCERY_DATA_DIR", "CHANCERY_SECRET", "CHANCERY_TRUSTED_PROXIES"];

it.each([
  ["CHANCERY_DATABSE_URL", "CHANCERY_DATABASE_URL"],
  ["CHANCERY_DATBASE_URL", "CHANCERY_DATABASE_URL"],
  ["CHANCERY_DATABASEURL", "CHANCERY_DATABASE_URL"],
  ["chancery_database_url", "CHANCERY_DATABASE_URL"],
  ["CHANCERY_DATADIR", "CHANCERY_DATA_DIR"],
  ["CHANCERY_DATA_DRI", "CHANCERY_DATA_DIR"],
  ["CHANCERY_PUBLICURL", "CHANCERY_PUBLIC_URL"],
  ["CHANCERY_SECRETS", "CHANCERY_SECRET"],
  ["CHANCERY_SECRET_FLIE", "CHANCERY_SECRET_FILE"],
  ["CHANCERY_CLAIM_MAIL", "CHANCERY_CLAIM_EMAIL"],
  ["CHANCERY_PORTS", "CHANCERY_PORT"],
])("%s is refused, naming %s", (name, meant) => {
  expect(() => read(name)).toThrow(`${name} is not a setting: write ${meant}, or remove it`);
});

it("refuses every name one slip away from a setting's", () => {
  const slip = fc.tuple(fc.constantFrom(...settings), fc.nat(), fc.constantFrom("drop", "double", "swap", "change"));
  fc.assert(
    fc.property(slip, ([name, seed, how]) => {
      const at = "CHANCERY_".length + (seed % (name.length - "CHANCERY_".length - 1));
      const [before, here, next, after] = [name.slice(0, at), name[at]!, name[at + 1]!, name.slice(at + 2)];
      const slipped = { drop: next, double: here + here + next, swap: next + here, change: `Q${next}` }[how] ?? "";
      const written = before + slipped + after;
      if (written !== name) expect(() => read(written)).toThrow("is not a setting");
    }),
  );
});

it("passes over what a Kubernetes service called chancery injects, and tells of it; its CHANCERY_PORT it explains", () => {
  const injected = [
    "CHANCERY_SERVICE_HOST",
    "CHANCERY_SERVICE_PORT",
    "CHANCERY_PORT_3000_TCP",
    "CHANCERY_PORT_3000_TCP_ADDR",
    "CHANCERY_PORT_3000_TCP_PORT",
    "CHANCERY_PORT_3000_TCP_PROTO",
  ];
  expect(read(...injected).unknownNames).toEqual(injected);
  const env = { CHANCERY_PORT: "tcp://10.0.0.1:3000" };
  expect(() => readConfig({ env, repository: "/srv" })).toThrow(/set by Kubernetes .* enableServiceLinks: false/);
});

it("says nothing of what the client and the tests read, nor of other programs' names", () => {
  const others = ["CHANCERY_URL", "CHANCERY_TOKEN", "CHANCERY_BROWSER", "CHANCERY_E2E_DATABASE_URL", "PATH"];
  expect(read(...others, "CHANCERY_TEST_POSTGRES_URL", "CHANCERY_PROVE_REPORT").unknownNames).toEqual([]);
});
