// Every redirect takes its target from the one function that judges targets: the lint rule that says so, on each way to redirect.
import { Linter, type Linter as Lint } from "eslint";
import { describe, expect, it } from "vitest";
import config from "../eslint.js";

const rule = (config as Lint.Config[]).find(
  ({ files, rules }) => files?.includes("**/*.{ts,tsx}") && rules?.["no-restricted-syntax"],
)?.rules?.["no-restricted-syntax"];

const faultsIn = (code: string) =>
  new Linter().verify(code, [{ rules: { "no-restricted-syntax": rule ?? "off" } }]).map(({ message }) => message);

describe("A redirect", () => {
  it.each([
    "redirect(next)",
    "redirect(`/login?next=${path}`)",
    "permanentRedirect(next)",
    "location.assign(next)",
    "location.replace(next)",
    "window.location.assign(next)",
    "location.href = next",
    "window.location.href = next",
    "window.location = next",
    "router.push(next)",
    "router.replace(next)",
    "NextResponse.redirect(next)",
    "c.redirect(next)",
    "answer(201, { Location: next })",
    "answer(201, { Location: `${next}/x` })",
  ])("is refused where its target was not judged: %s", (code) => {
    expect(faultsIn(code)).toEqual(["Send people only where sameOriginPath() leads."]);
  });
  it.each([
    "redirect(sameOriginPath(next))",
    "location.assign(sameOriginPath(next))",
    "router.push(sameOriginPath(next), { scroll: false })",
    "answer(201, { Location: `/api/v1/uploads/${id}` })",
  ])("goes where its target was: %s", (code) => {
    expect(faultsIn(code)).toEqual([]);
  });
});
