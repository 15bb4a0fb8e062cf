import { permissionNames, permissions } from "@chancery/core";
import { expect, it } from "vitest";
import { matrix } from "./matrix.ts";

it("lists every permission that some role holds, once", () => {
  const listed = matrix().flatMap((group) => group.rows.map((row) => row.permission));
  expect([...listed].sort()).toEqual(permissionNames.filter((name) => permissions[name].roles.length > 0).sort());
});
