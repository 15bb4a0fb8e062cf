// Limits on sign-in attempts, counted before anything is hashed and given back when the password was right.
import { createHmac } from "node:crypto";
import { isChanceryError, refuse } from "@chancery/core";
import {
  countAttempt,
  giveBackAttempt,
  isLoginKeyMarked,
  markLoginKey,
  sweepLoginCounters,
  type AttemptLimit,
  type Tx,
} from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";

const minute = 60_000;
const knownAddressMs = 30 * 24 * 60 * minute;

/** Who tries, from where. */
export type Attempt = { readonly emailKey: string; readonly address?: string | undefined };
export type CountedAttempt = {
  /** The attempt was no failure of the person's: it does not count. While the database is gone, not yet: with the next one. */
  giveBack(): Promise<void>;
  /** The password was right: the attempt does not count, and this address is known for this account. */
  succeed(): Promise<void>;
};

/** Keys of attempts to give back once the database answers again. */
const owed = new WeakMap<House, string[][]>();

/** LIMIT_EXCEEDED with `retryAfterSeconds` once 5 attempts failed in 15 minutes for this account and address, 20 in an hour for the account, or 100 in 15 minutes from the address. */
export async function countAttemptOf(house: House, attempt: Attempt): Promise<CountedAttempt> {
  const now = house.clock.now();
  const keys = keysOf(house, attempt);
  await repay(house);
  const counted = await bookkeeping(house, "login.counted", async (tx) => {
    // A stranger's guesses close an account to strangers, not to whoever signed in from here before.
    const isKnown = await isLoginKeyMarked(tx, { key: keys.known, at: now });
    const limits: AttemptLimit[] = [
      { key: keys.both, most: 5, windowMs: 15 * minute },
      ...(isKnown ? [] : [{ key: keys.account, most: 20, windowMs: 60 * minute }]),
      { key: keys.address, most: 100, windowMs: 15 * minute },
    ];
    const refused = await countAttempt(tx, { limits, now });
    if (!refused) return limits.map((limit) => limit.key);
    const retryAfterSeconds = Math.max(1, Math.ceil((refused.closedUntil.getTime() - now.getTime()) / 1000));
    throw refuse("LIMIT_EXCEEDED", "too_many_attempts", "too many failed attempts: wait before the next one", {
      retryAfterSeconds,
    });
  });
  return {
    giveBack: () => giveBack(house, counted),
    succeed: () =>
      giveBack(house, counted, (tx) =>
        markLoginKey(tx, { key: keys.known, until: new Date(now.getTime() + knownAddressMs) }),
      ),
  };
}

async function giveBack(house: House, keys: string[], then?: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await bookkeeping(house, "login.counted", async (tx) => {
      await giveBackAttempt(tx, keys);
      await then?.(tx);
    });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    owed.set(house, [...(owed.get(house) ?? []), keys]);
  }
}

async function repay(house: House): Promise<void> {
  for (const keys of owed.get(house)?.splice(0) ?? []) await giveBack(house, keys);
}

const isUnavailable = (error: unknown) => isChanceryError(error) && error.code === "UNAVAILABLE";

/** Verifies a password whose attempt is counted. What could not even be tried, because too many were waiting, is given back. */
export const verifyCounted = (
  house: House,
  {
    stored,
    password,
    counted,
  }: { readonly stored: string | null; readonly password: string; readonly counted: CountedAttempt },
): Promise<boolean> => unlessUnavailable(counted, () => house.passwords.verify(stored, password));

/** Does what a counted attempt is for; where it is UNAVAILABLE the attempt is given back. */
export async function unlessUnavailable<T>(counted: CountedAttempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUnavailable(error)) await counted.giveBack();
    throw error;
  }
}

/** Forgets counters whose window is over; called by the server's timer. */
export const sweepSignInCounters = (house: House): Promise<void> =>
  bookkeeping(house, "login.counted", (tx) => sweepLoginCounters(tx, { before: house.clock.now() }));

/** Keyed digests: what people type into the field for an e-mail address is sometimes their password. */
function keysOf(house: House, { emailKey, address = "unknown" }: Attempt) {
  const key = (...parts: string[]) =>
    createHmac("sha256", house.settings.secret)
      .update(JSON.stringify(["sign-in", ...parts]))
      .digest("hex");
  return {
    both: key("both", emailKey, address),
    account: key("account", emailKey),
    address: key("address", address),
    known: key("known", emailKey, address),
  };
}
