// Aliases: names that move between versions, and when one would be taken for another.
import type { Reason } from "./errors.ts";
import { AliasName, collisionKey } from "./names.ts";
import { isStageName } from "./stage.ts";

/** An alias that may be set. Stages share the namespace, and digits alone read like a version number; older aliases stay readable. */
export const NewAliasName = AliasName.refine((name) => !isStageName(name.toLowerCase()), {
  message: "is the name of a stage: a promotion moves it",
}).refine((name) => !/^\d+$/.test(name), {
  message: "an alias of digits alone reads like a version number: add a letter",
});

/** The other aliases that read like this one. */
export const lookAlikes = (name: string, names: readonly string[]): readonly string[] =>
  names.filter((other) => other !== name && collisionKey(other) === collisionKey(name));

/** The alias in force that a name means: the one spelled like it, else the one that reads like it. */
export const aliasMeant = <A extends { readonly name: string }>(name: string, inForce: readonly A[]): A | undefined =>
  inForce.find((alias) => alias.name === name) ??
  inForce.find((alias) => collisionKey(alias.name) === collisionKey(name));

/** An alias is set anew only where no other in force reads like it. One that is in force may always be moved. */
export function whyNotSetAlias(name: string, inForce: readonly string[]): readonly Reason[] {
  const [other] = inForce.includes(name) ? [] : lookAlikes(name, inForce);
  if (other === undefined) return [];
  return [
    { code: "alias_name_taken", message: `this model has the alias ${other}, which reads like ${name}: use ${other}` },
  ];
}
