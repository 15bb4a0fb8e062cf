// What a form holds when it is sent.

/** What was typed. */
export type Fields = {
  /** Trimmed. */
  text(name: string): string;
  /** As typed: passwords and Markdown. */
  raw(name: string): string;
  /** Undefined where nothing was typed. */
  optional(name: string): string | undefined;
  all(name: string): readonly string[];
  isChecked(name: string): boolean;
};

export function fieldsOf(form: FormData): Fields {
  const raw = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const text = (name: string) => raw(name).trim();
  return {
    text,
    raw,
    optional: (name) => text(name) || undefined,
    all: (name) => form.getAll(name).filter((value) => typeof value === "string"),
    isChecked: (name) => form.has(name),
  };
}
