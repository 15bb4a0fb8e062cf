// One part of a page that is read on its own: where its read fails, it alone says so.
import type { ReactNode } from "react";
import type { Outcome } from "../house.ts";
import { ErrorPanel } from "./error-panel.tsx";

type PartProps<T> = {
  readonly of: Outcome<T>;
  /** What could not be read: "The list", "Who let it in". */
  readonly name: string;
  children(value: T): ReactNode;
};

export function Part<T>({ of, name, children }: PartProps<T>) {
  return of.ok ? children(of.value) : <ErrorPanel title={`${name} could not be read`} refusal={of.refusal} />;
}
