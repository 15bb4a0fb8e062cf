// References: team/name:12, team/name@champion, team/name@production, team/name@sha256:…
import { refused, type Refused } from "./errors.ts";
import { AliasName, ModelName, Sha256, TeamSlug } from "./names.ts";

export type ModelReference = { readonly team: string | undefined; readonly name: string };
export type VersionReference = ModelReference & {
  readonly target:
    | { readonly kind: "number"; readonly number: number }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "digest"; readonly sha256: string };
};
type Parsed<T> = ({ readonly ok: true } & T) | Refused;

const invalid = (message: string, code = "reference_invalid") => refused("INVALID_INPUT", { code, message });

/** `team/name`, or `name` for the caller's default team. A slug is in lower case, so `Speech` means `speech`. */
export function parseModelReference(text: string): Parsed<{ model: ModelReference }> {
  const parts = text.split("/");
  const [typed, name] = parts.length === 2 ? parts : [undefined, parts[0]];
  const team = typed?.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  if (parts.length > 2 || name === undefined) return invalid(`'${show(text)}' is not team/name`);
  if (team !== undefined && !TeamSlug.safeParse(team).success)
    return invalid(`'${show(typed ?? "")}' is not a team slug`);
  if (!ModelName.safeParse(name).success) return invalid(`'${show(name)}' is not a model name`);
  return { ok: true, model: { team, name } };
}

/** A bare `team/name` never resolves: it says nothing about which version. */
export function parseReference(text: string): Parsed<{ reference: VersionReference }> {
  const at = text.indexOf("@");
  const colon = text.indexOf(":");
  const cut = at >= 0 && (colon < 0 || at < colon) ? at : colon;
  const model = parseModelReference(cut < 0 ? text : text.slice(0, cut));
  if (!model.ok) return model;
  if (cut < 0)
    return invalid(
      `'${show(text)}' names a model, not a version: add :NUMBER, @ALIAS, @STAGE or @sha256:DIGEST`,
      "reference_bare",
    );
  const rest = text.slice(cut + 1);
  const target = text[cut] === ":" ? numberTarget(rest) : nameTarget(rest);
  if (!target) return invalid(`'${show(rest)}' is not a version number, alias, stage or sha256 digest`);
  return { ok: true, reference: { ...model.model, target } };
}

function numberTarget(rest: string): VersionReference["target"] | undefined {
  return /^[1-9]\d{0,8}$/.test(rest) ? { kind: "number", number: Number(rest) } : undefined;
}

function nameTarget(rest: string): VersionReference["target"] | undefined {
  if (rest.startsWith("sha256:")) {
    const sha256 = rest.slice("sha256:".length);
    return Sha256.safeParse(sha256).success ? { kind: "digest", sha256 } : undefined;
  }
  return AliasName.safeParse(rest).success ? { kind: "name", name: rest } : undefined;
}

const show = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}…` : text);
