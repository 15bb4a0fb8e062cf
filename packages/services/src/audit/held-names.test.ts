// Names and who holds them: linked lists in a table of numbers, held against what plain lists say.
import { expect, it } from "vitest";
import { fingerprinter } from "./fingerprints.ts";
import { heldNames } from "./held-names.ts";

it("finds who holds a name, newest first, after any order of beginnings, changes and ends", () => {
  const names = heldNames(fingerprinter(Buffer.alloc(16)));
  const plain = new Map<string, { key: string; entry: number; isTaken: boolean }[]>();
  let state = 7;
  const chance = (below: number) => (state = (state * 48271) % 2147483647) % below;
  for (let index = 0; index < 20_000; index++) {
    const [name, key] = [`name-${chance(40)}`, `row-${chance(300)}`];
    const [isHeld, isTaken] = [chance(3) > 0, chance(9) === 0];
    names.note({ name, isHeld }, { key, index, isTaken });
    const held = plain.get(name) ?? [];
    const known = held.find((one) => one.key === key);
    if (!isHeld)
      plain.set(
        name,
        held.filter((one) => one !== known),
      );
    else if (known) known.entry = index;
    else plain.set(name, [{ key, entry: index, isTaken }, ...held]);
  }
  for (const [name, held] of plain)
    expect([...names.heldUnder(name)]).toEqual(held.map(({ entry, isTaken }) => ({ entry, isTaken })));
  expect([...names.heldUnder("nobody's")]).toEqual([]);
});
