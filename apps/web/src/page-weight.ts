// How many bytes of a page something takes at most, before compression: everything stands there twice, as HTML and as the
// data that the browser's scripts build the same tree from.

/** Both copies of one code unit, each escaped in its own way: `<` is `&lt;` and `\u003c`. */
const escaped: Readonly<Record<string, number>> = {
  "<": 10,
  ">": 10,
  "&": 11,
  '"': 10,
  "'": 7,
  "\\": 5,
  "\n": 4,
  "\r": 8,
  "\t": 4,
  "\u2028": 9,
  "\u2029": 9,
};

export function textWeight(text: string): number {
  let weight = 0;
  for (let at = 0; at < text.length; at += 1) weight += unitWeight(text, at);
  return weight;
}

function unitWeight(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80 || code === 0x2028 || code === 0x2029) return escaped[text[at]!] ?? 2;
  if (code < 0x800) return 4;
  return code >= 0xd800 && code <= 0xdfff ? 4 : 6; // half of four bytes; three
}

/**
 * The text in pieces of at most `most` each, cut after a line where one ends late enough. Together they are the text; one
 * empty piece of an empty one.
 */
export function piecesOf(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let weight = 0;
  for (let at = 0; at < text.length; at += 1) {
    weight += unitWeight(text, at);
    if (weight <= most || at === start) continue;
    const end = cutBefore(text, start, at);
    pieces.push(text.slice(start, end));
    start = end;
    at = end - 1;
    weight = 0;
  }
  return [...pieces, text.slice(start)];
}

/** After the last line within the final fifth, else as late as no character is cut in two. */
function cutBefore(text: string, start: number, at: number): number {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  if (line > start + (at - start) * 0.8) return line;
  const isWithin = /[\udc00-\udfff]/.test(text[at]!) || (text[at] === "\n" && text[at - 1] === "\r");
  return isWithin && at - 1 > start ? at - 1 : at;
}

/** Twice in a page: in the box it is edited in, and in what scripts make the box from. Null where it takes too much of it. */
export const textToEdit = (text: string): string | null => (textWeight(text) > 40_000 ? null : text);
