// A new password, typed once and shown if wished: pasting and password managers work.
"use client";
import { Input } from "#components/field.tsx";

type PasswordFieldProps = { readonly label?: string; readonly name?: string };

/** A password to be set. Length is the only rule that helps. */
export function NewPassword({ label = "Password", name = "password" }: PasswordFieldProps) {
  return (
    <Input
      label={label}
      name={name}
      type="password"
      autoComplete="new-password"
      isRequired
      minLength={12}
      maxLength={128}
      hint="At least 12 characters. A sentence is easier to remember than a puzzle."
    />
  );
}

/** A password that exists. */
export function CurrentPassword({ label = "Password", name = "password" }: PasswordFieldProps) {
  return <Input label={label} name={name} type="password" autoComplete="current-password" isRequired maxLength={128} />;
}
