// Links: where they lead is read beside them, and only addresses of the web and of mail are followed.
import { withUnseenShown, type TextInline } from "@chancery/core";
import type { ImageReference, Link, LinkReference } from "mdast";
import type { Anchors } from "./anchors.ts";
import { textsOf } from "./words.ts";

type Address = { readonly url: string; readonly title?: string | null | undefined };

/** A link to a heading of the same text; undefined for one that leads elsewhere or nowhere. */
export function inPage(
  { anchors, said }: { readonly anchors: Anchors; readonly said: string[] },
  { url, title }: Link,
  children: readonly TextInline[],
): TextInline | undefined {
  const to = url.startsWith("#") ? decoded(url.slice(1)).toLowerCase() : "";
  if (title || !anchors.headingIds.has(to)) return undefined;
  said.push(url);
  return { kind: "jump", to, children };
}

/** Its address is read beside it, unless its text is that address. */
export function linkOf({ url, title }: Address, children: readonly TextInline[]): TextInline {
  const text = [...textsOf(children)].join("");
  const isSaid = [text, `http://${text}`, `mailto:${text}`].includes(url);
  return {
    kind: "link",
    href: isFollowed(url) ? url : null,
    address: isSaid ? null : withUnseenShown(url),
    title: title ? withUnseenShown(title) : null,
    children,
  };
}

/** `[text][label]`: the label is read at the address it stands for. */
export function sayOf({ said }: { readonly said: string[] }, node: LinkReference | ImageReference): void {
  if (node.referenceType === "full") said.push(node.label ?? node.identifier);
}

const isFollowed = (address: string): boolean =>
  /^(?:https?|mailto):/i.test(address) && URL.canParse(address) && withUnseenShown(address) === address;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a broken escape
  }
}
