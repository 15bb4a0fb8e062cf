// Every shortcut, in the words of the sheet.

export type KeyLine = { readonly keys: readonly string[]; readonly words: string };

/** Work everywhere, in fields too, and cannot be switched off: none is a single letter. */
export const chords: readonly KeyLine[] = [
  { keys: ["Ctrl K", "⌘ K"], words: "Search, or run a command" },
  { keys: ["Ctrl Enter", "⌘ Enter"], words: "Send the form you are writing in" },
  { keys: ["Esc"], words: "Close the dialog or menu" },
];

/** Single letters: never active in a field, off with one switch. */
export const letters: readonly KeyLine[] = [
  { keys: ["g m"], words: "Go to models" },
  { keys: ["g r"], words: "Go to reviews" },
  { keys: ["g a"], words: "Go to the audit log" },
  { keys: ["/"], words: "Filter this list, or search" },
  { keys: ["j", "k"], words: "Next and previous row of a list" },
  { keys: ["o", "Enter"], words: "Open the row" },
  { keys: ["c"], words: "Compare with what is released" },
  { keys: ["a"], words: "Write the decision" },
  { keys: ["?"], words: "This sheet" },
];

/** Marks what a letter goes to, wherever a page has it: `data-key="a"`. */
export const keyed = (letter: "a" | "c"): string => `[data-key="${letter}"]`;
