// What a case of the table is, and what every answer to an attack must be, whichever case it belongs to.
import { fileURLToPath } from "node:url";
import { readFileSync } from "node:fs";
import type { Answer } from "./raw.ts";
import type { Asked, Scene } from "./scene.ts";

export type Attack = {
  /** The S number of specs/security.md, or the section of 4 it stands for. */
  readonly id: string;
  readonly origin: string;
  readonly what: string;
  requests(scene: Scene): readonly Asked[];
  /** The statuses that are safe, or what is wrong with an answer, if anything. */
  readonly safe: readonly number[] | ((answer: Answer, asked: Asked, scene: Scene) => string | undefined);
  /** False for cases that may leave something behind: queries only otherwise, and nothing changed. */
  readonly isHarmless?: boolean;
};

export const payloads = (name: string): readonly string[] =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`data/${name}.json`, import.meta.url)), "utf8")) as string[];

/** Of every answer, whatever was asked: no failure, no other origin let in, nobody's files, no text a browser would run. */
export function wrongWith({ status, headers, body }: Answer): string | undefined {
  if (status >= 500 && status !== 503) return `answered ${status}`;
  if (headers["access-control-allow-origin"] !== undefined) return "lets another origin in";
  if (/root:.*:0:0:/.test(body)) return "shows a file of the machine";
  if (headers["x-powered-by"] !== undefined || headers["server"] !== undefined) return "says what it is built with";
  if (status === 0 || (status === 400 && body === "")) return undefined; // cut off, or never understood as a request
  if (headers["x-content-type-options"] !== "nosniff") return "may be sniffed";
  if (headers["x-frame-options"] !== "DENY") return "may be framed";
  if (!String(headers["strict-transport-security"]).startsWith("max-age=31536000")) return "has no HSTS";
  if (!headers["content-security-policy"]?.includes("frame-ancestors 'none'") && status !== 304)
    if (!String(headers["content-security-policy"]).startsWith("sandbox")) return "has no policy";
  if (/at \S+ \(?(?:file:|\/)\S+:\d+:\d+/.test(body)) return "shows a stack";
  return undefined;
}

/** What is wrong with one answer of a case, or undefined. */
export function judge(attack: Attack, given: { answer: Answer; asked: Asked; scene: Scene }): string | undefined {
  const { answer, asked, scene } = given;
  const wrong = wrongWith(answer);
  if (wrong) return wrong;
  if (typeof attack.safe === "function") return attack.safe(answer, asked, scene);
  return attack.safe.includes(answer.status) ? undefined : `answered ${answer.status}: ${answer.body.slice(0, 200)}`;
}
