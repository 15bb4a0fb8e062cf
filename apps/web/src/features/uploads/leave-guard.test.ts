// When a tab asks before it is closed, and what its title says meanwhile.
import { expect, it } from "vitest";
import { LeaveGuard } from "./leave-guard.ts";

function openTab() {
  const asking = new Set<unknown>();
  const document = { title: "Draft v4" };
  const tab = {
    addEventListener: (_name: string, listener: unknown) => void asking.add(listener),
    removeEventListener: (_name: string, listener: unknown) => void asking.delete(listener),
    document,
  };
  return { guard: new LeaveGuard(tab as never), document, asks: () => asking.size === 1 };
}
const draft = (isUnderWay: boolean, sentBytes = 0, sizeBytes = 10) => ({
  isUnderWay,
  totals: { sentBytes, sizeBytes },
});

it("asks while a file of any draft is under way, and not before or after", () => {
  const { guard, asks } = openTab();
  const seen = [[], [draft(false)], [draft(true), draft(false)], [draft(true)], [draft(false), draft(false)]].map(
    (drafts) => (guard.show(drafts), asks()),
  );
  expect(seen).toEqual([false, false, true, true, false]);
});

it("says in the title how far all of them are, also on the next page, and gives the title back", () => {
  const { guard, document } = openTab();
  guard.show([draft(true, 2), draft(true, 5, 30), draft(false, 100, 100)]);
  expect(document.title).toBe("17 % · Draft v4");
  document.title = "Models"; // a page that was gone to
  guard.show([draft(true, 9), draft(true, 5, 30)]);
  expect(document.title).toBe("35 % · Models");
  guard.show([]);
  expect(document.title).toBe("Models");
  document.title = "5 % · something of its own";
  guard.show([]);
  expect(document.title).toBe("5 % · something of its own");
});
