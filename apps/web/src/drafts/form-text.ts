// What is typed into a form, and putting it back. Passwords and secrets are left out, whatever shows them.

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
export type FormText = { readonly [control: string]: readonly string[] };

const unkept = ["password", "hidden", "file", "submit", "button", "reset", "image"];

/** The controls whose text may be kept. A password that is shown is still one: its purpose says so. */
function controlsOf(form: HTMLFormElement): readonly Control[] {
  return [...form.elements].filter((element): element is Control => {
    if (!("name" in element) || !("value" in element) || element.name === "" || !isNamedControl(element)) return false;
    const purpose = element.getAttribute("autocomplete") ?? "";
    return !unkept.includes(element.type) && !/password|one-time-code|cc-/.test(purpose);
  });
}

const isNamedControl = (element: Element): element is Control =>
  ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
const isTicked = (control: Control): control is HTMLInputElement =>
  control.type === "checkbox" || control.type === "radio";

/** Under `name=value` for what is ticked, so that each box has its own place. */
const placeOf = (control: Control) => (isTicked(control) ? `${control.name}=${control.value}` : control.name);
const typedIn = (control: Control) => (isTicked(control) ? String(control.checked) : control.value);

function heldBy(control: Control): string {
  if (isTicked(control)) return String(control.defaultChecked);
  if ("options" in control)
    return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value ?? "";
  return control.defaultValue;
}

const collect = (form: HTMLFormElement, valueOf: (control: Control) => string): FormText => {
  const collected: Record<string, string[]> = {};
  for (const control of controlsOf(form)) (collected[placeOf(control)] ??= []).push(valueOf(control));
  return collected;
};

export const typedText = (form: HTMLFormElement): FormText => collect(form, typedIn);
/** What the server put there. */
export const heldText = (form: HTMLFormElement): FormText => collect(form, heldBy);

/** Told to a control whose text was put back: what is drawn from it is drawn anew. */
export const putBackEvent = "putback";

/** Puts text back where nobody has typed since. */
export function putBack(form: HTMLFormElement, text: FormText): void {
  const seen = new Map<string, number>();
  for (const control of controlsOf(form)) {
    const n = seen.get(placeOf(control)) ?? 0;
    seen.set(placeOf(control), n + 1);
    const value = text[placeOf(control)]?.[n];
    if (value === undefined || typedIn(control) !== heldBy(control)) continue;
    if (isTicked(control)) control.checked = value === "true";
    else control.value = value;
    control.dispatchEvent(new Event(putBackEvent));
  }
}

/** The typed values with their labels, for people to read; only what differs from `held`. */
export function readable(
  form: HTMLFormElement,
  text: FormText,
): readonly { readonly label: string; readonly value: string }[] {
  const held = heldText(form);
  return controlsOf(form).flatMap((control) => {
    const value = text[placeOf(control)]?.[0] ?? "";
    if (isTicked(control) || value === "" || value === held[placeOf(control)]?.[0]) return [];
    return [{ label: control.labels?.[0]?.textContent ?? control.name, value }];
  });
}
