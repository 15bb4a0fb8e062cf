// Text people wrote, as a tree of closed node types: what a page shows of a card, and why it shows one as plain text.

/** Inside a line. `address` and `title` are read by people, `href` is followed: null where the scheme is not one we follow. */
export type TextInline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "strong" | "emphasis" | "deleted"; readonly children: readonly TextInline[] }
  | {
      readonly kind: "link";
      readonly href: string | null;
      /** Null where the link's own text says it already. */
      readonly address: string | null;
      readonly title: string | null;
      readonly children: readonly TextInline[];
    }
  /** To a heading of the same text. */
  | { readonly kind: "jump"; readonly to: string; readonly children: readonly TextInline[] }
  /** Never loaded. */
  | { readonly kind: "image"; readonly alt: string; readonly address: string; readonly title: string | null }
  | { readonly kind: "note"; readonly label: string; readonly to: string; readonly id: string };

export type TextListItem = {
  /** The number as it was written, as `3.`; null for a bullet. */
  readonly marker: string | null;
  /** Of a task; null for any other item. */
  readonly isDone: boolean | null;
  readonly children: readonly TextBlock[];
};

/** Ids are unique in a text and take a prefix on a page, so that they can never be taken for the page's own. */
export type TextBlock =
  | {
      readonly kind: "heading";
      readonly level: 1 | 2 | 3 | 4 | 5 | 6;
      readonly id: string;
      readonly children: readonly TextInline[];
    }
  | { readonly kind: "paragraph"; readonly children: readonly TextInline[] }
  | { readonly kind: "quote"; readonly children: readonly TextBlock[] }
  | { readonly kind: "list"; readonly items: readonly TextListItem[] }
  /** `info` is what stands after the fence; `source` is text shown as it was written: HTML, link addresses, front matter. */
  | { readonly kind: "fence"; readonly info: string | null; readonly text: string }
  | { readonly kind: "source"; readonly text: string }
  /** The first row is the head. Rows may be longer than it. */
  | { readonly kind: "table"; readonly rows: readonly (readonly (readonly TextInline[])[])[] }
  | { readonly kind: "rule" }
  | {
      readonly kind: "footnote";
      readonly label: string;
      readonly id: string;
      /** Id of the first place that refers to it; null where none does. */
      readonly from: string | null;
      readonly children: readonly TextBlock[];
    }
  /** Front matter. */
  | {
      readonly kind: "facts";
      readonly rows: readonly { readonly key: string; readonly values: readonly string[] }[];
    };

export const plainReasons = [
  "waiting",
  "too-long",
  "too-slow",
  "too-much-memory",
  "too-deep",
  "too-many-parts",
  "too-large",
  "words-lost",
  "failed",
] as const;
export type PlainReason = (typeof plainReasons)[number];

/** How a text is shown: formatted, or as it was written and why. */
export type ShownText =
  /** `weight`: the bytes it takes on a page, at most. */
  | { readonly kind: "tree"; readonly blocks: readonly TextBlock[]; readonly weight: number }
  | { readonly kind: "plain"; readonly why: PlainReason };

// Control characters but tab and line ends; direction marks, zero-width and blank letters, selectors, tags. A run is one.
const unseen = /((?![\t\n\r])[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb])\1*/gu;
// What a joiner or a variation selector belongs to: scripts whose letters join, marks such as a virama, pictures, keycaps.
const joins = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{M}\p{Extended_Pictographic}\p{EMod}0-9#*]/u;
const isJoiner = (code: number) => code === 0x200c || code === 0x200d || isSelector(code);
const isSelector = (code: number) => code >= 0xfe00 && code <= 0xfe0f;

/**
 * The text with every character that cannot be seen, or that changes the order others are read in, written as `‹U+202E›`.
 * Joiners and variation selectors stay where a script or a picture needs them. Takes time proportional to the text.
 */
export function withUnseenShown(text: string): string {
  return text.replace(unseen, (run: string, mark: string, at: number) => {
    const code = mark.codePointAt(0)!;
    if (isJoiner(code) && run === mark && isJoined(characterBefore(text, at), code)) return run;
    const times = run.length / mark.length;
    return `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}${times === 1 ? "" : ` ×${times}`}›`;
  });
}

/** A selector chooses how one character looks: after another selector it would choose nothing. */
function isJoined(before: string, code: number): boolean {
  const isAfterSelector = isSelector(before.codePointAt(0) ?? 0);
  return joins.test(before) && !(isAfterSelector && isSelector(code));
}

const characterBefore = (text: string, at: number): string =>
  text.slice(at >= 2 && /[\udc00-\udfff]/.test(text[at - 1]!) ? at - 2 : Math.max(0, at - 1), at);
