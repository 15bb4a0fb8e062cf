// What a version without files says of itself.
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NoFiles } from "./no-files.tsx";

describe("a version without files", () => {
  const told = (version: Pick<Parameters<typeof NoFiles>[0]["version"], "state" | "availableActions">) =>
    renderToStaticMarkup(<NoFiles version={{ team: "speech", name: "vad", number: 4, ...version }} />);

  it("offers to add files while it is a draft that the reader may edit", () => {
    expect(told({ state: "draft", availableActions: ["upload"] })).toMatch(/has no files yet.*Add files/);
  });

  it("says that it was discarded, and offers nothing", () => {
    const text = told({ state: "discarded", availableActions: [] });
    expect(text).toContain("This draft was discarded");
    expect(text).not.toMatch(/no files yet|Add files/);
  });
});
