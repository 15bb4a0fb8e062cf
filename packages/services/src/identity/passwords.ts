// Passwords at rest: argon2id behind a bounded queue, so that a rush of sign-ins costs time and never the process.
import { hash, verify } from "@node-rs/argon2";
import { refuse } from "@chancery/core";
import { whyGuessable } from "./password-strength.ts";

export type Passwords = {
  /** An argon2id PHC string. UNAVAILABLE with `retryAfterSeconds` when too many are waiting. */
  hash(password: string): Promise<string>;
  /** Takes equally long for an account without a password (`null`), so that time tells nobody who exists. */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** True for a hash made with other parameters than today's. */
  needsRehash(stored: string): boolean;
  /** Where a password is judged that somebody wants to set. */
  readonly judge: PasswordJudge;
};
/** Why a password is too easy to guess; undefined where it is not. `ownWords` count as guessed first. */
export type PasswordJudge = (
  password: string,
  ownWords: readonly string[],
) => string | undefined | Promise<string | undefined>;

type Cost = { readonly memoryKiB?: number; readonly passes?: number };
type Judged = {
  /** Some passwords cost half a second of CPU: a server has a thread for it. */ readonly judge?: PasswordJudge;
};
type Queue = { readonly running?: number; readonly waiting?: number };

/** The defaults are the row of OWASP ASVS 5.0 appendix C for argon2id. */
export function createPasswords({
  memoryKiB = 19_456,
  passes = 2,
  judge = whyGuessable,
  ...queue
}: Cost & Judged & Queue = {}): Passwords {
  const inTurn = createQueue(queue);
  const parameters = `$m=${memoryKiB},t=${passes},p=1$`;
  // Well formed and matched by nothing: comparing with it costs what comparing with a real one costs.
  const dummy = `$argon2id$v=19${parameters}${"A".repeat(22)}$${"A".repeat(43)}`;
  return {
    hash: (password) =>
      inTurn(() => hash(normal(password), { memoryCost: memoryKiB, timeCost: passes, parallelism: 1 })),
    verify: (stored, password) => inTurn(() => verify(stored ?? dummy, normal(password))),
    needsRehash: (stored) => !stored.includes(parameters),
    judge,
  };
}

/** What is hashed and compared: the same text however a keyboard composed it (NFKC), never cut short. */
export const normal = (password: string): string => password.normalize("NFKC");

/** Runs `running` works at once and lets `waiting` more wait their turn; refuses the rest. */
function createQueue({ running = 2, waiting = 200 }: Queue) {
  const line: (() => void)[] = [];
  let busy = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy < running) busy += 1;
    else if (line.length < waiting) await new Promise<void>((turn) => line.push(turn));
    else
      throw refuse("UNAVAILABLE", "sign_in_busy", "too many people are signing in at this moment: try again shortly", {
        retryAfterSeconds: 2,
      });
    try {
      return await work();
    } finally {
      const next = line.shift(); // the place is handed on, not given back
      if (next) next();
      else busy -= 1;
    }
  };
}
