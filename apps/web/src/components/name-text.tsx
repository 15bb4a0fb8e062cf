// A name that people gave, inside other words: it turns none of them round, and what cannot be seen in it is written out.
import { withUnseenShown } from "@chancery/core";

export const NameText = ({ of, className }: { readonly of: string; readonly className?: string }) => (
  <bdi className={className}>{withUnseenShown(of)}</bdi>
);
