// What a database that is gone is told as, whichever way the driver says so.
import { refuse, type ChanceryError } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { orOutage } from "./outage.ts";

const coded = (code: string) => Object.assign(new Error(code), { code });
const wrapped = (error: Error) => new Error("Failed query", { cause: error });

describe("a database that is gone", () => {
  it.each(["ECONNREFUSED", "ECONNRESET", "57P01", "57P02", "57P03", "08006", "53300"])(
    "is UNAVAILABLE when it says %s",
    (code) => {
      for (const error of [coded(code), wrapped(coded(code))])
        expect(orOutage(error)).toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "database_unreachable" }] });
    },
  );

  it.each(["55P03", "57014", "40P01", "SQLITE_BUSY", "SQLITE_BUSY_RECOVERY", "SQLITE_PROTOCOL"])(
    "is UNAVAILABLE as a locked one when it says %s, also where a commit is refused so",
    (code) => {
      for (const error of [coded(code), wrapped(coded(code))])
        for (const isCommitting of [true, false])
          expect(orOutage(error, { isCommitting })).toMatchObject({
            code: "UNAVAILABLE",
            reasons: [{ code: "database_locked" }],
          });
    },
  );

  it.each([
    "Connection terminated unexpectedly",
    "Client has encountered a connection error and is not queryable",
    "timeout exceeded when trying to connect",
  ])("is UNAVAILABLE when the driver only says: %s", (message) => {
    expect(orOutage(wrapped(new Error(message)))).toMatchObject({ code: "UNAVAILABLE" });
  });

  it("does not say that nothing was recorded when it went away during the commit", () => {
    const error = orOutage(coded("57P01"), { isCommitting: true }) as ChanceryError;
    expect(error).toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "outcome_unknown" }] });
    expect(error.message).toContain("Idempotency-Key");
  });

  it("is told apart from every other failure, which stays what it is", () => {
    for (const error of [
      coded("23505"),
      coded("SQLITE_CONSTRAINT"),
      new Error("timed"),
      refuse("CONFLICT", "x", "x"),
      "gone",
    ])
      expect(orOutage(error)).toBe(error);
  });
});
