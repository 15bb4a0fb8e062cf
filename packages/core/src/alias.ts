// Aliases: names that move between versions, and when one would be taken for another.
import { allowed, refused, type Verdict } from "./errors.ts";
import { collisionKey } from "./look-alike.ts";
import { AliasName } from "./names.ts";
import type { Stages } from "./stage.ts";

/** An alias that may be set. Numbers read like a version's; older aliases stay readable. */
export const NewAliasName = AliasName.refine((name) => !readsAsNumber(name), {
  message: "an alias that is a number looks like a version number: add a word",
});

/** Whatever some language reads as a number: `12`, `1e3`, `0x1f`, `1_000`, `NaN`. */
const readsAsNumber = (name: string): boolean => {
  const plain = name.normalize("NFKC").replaceAll("_", "");
  return /^(?:nan|inf(?:inity)?|\p{Nd}+)$/iu.test(plain) || !Number.isNaN(Number(plain));
};

/** Stages share the namespace: a name that reads like one of theirs is no alias. */
export const mayNameAlias = (name: string, { all }: Stages): Verdict =>
  all.some(({ id }) => collisionKey(id) === collisionKey(name))
    ? refused("INVALID_INPUT", {
        code: "alias_is_stage",
        message: `${name} is the name of a stage: request a promotion to change it`,
      })
    : allowed;

/** The other aliases that read like this one. */
export const lookAlikes = (name: string, names: readonly string[]): readonly string[] =>
  names.filter((other) => other !== name && collisionKey(other) === collisionKey(name));

/** The alias in force that a name means: the one spelled like it, else the one that reads like it. */
export const aliasMeant = <A extends { readonly name: string }>(name: string, inForce: readonly A[]): A | undefined =>
  inForce.find((alias) => alias.name === name) ??
  inForce.find((alias) => collisionKey(alias.name) === collisionKey(name));

/** An alias is set anew only where no other in force reads like it. One that is in force may always be moved. */
export function maySetAlias(name: string, inForce: readonly string[]): Verdict {
  const [other] = inForce.includes(name) ? [] : lookAlikes(name, inForce);
  if (other === undefined) return allowed;
  return refused("CONFLICT", {
    code: "alias_name_taken",
    message: `this model has the alias ${other}, which reads like ${name}: use ${other}`,
  });
}
