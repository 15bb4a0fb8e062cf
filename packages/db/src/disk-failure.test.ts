// What a transaction that meets a bad disk becomes: refused when it is full, the end of the process when it lost something.
import { expect, it } from "vitest";
import { mindingDisk } from "./disk-failure.ts";
import { eachDatabase } from "./testing.ts";

const failure = (code: string) => Object.assign(new Error(code), { code });
/** As Drizzle throws it: the driver's error underneath. */
const wrapped = (code: string) => new Error("Failed query", { cause: failure(code) });

eachDatabase("a transaction that meets a bad disk", (open) => {
  /** What is thrown when the transaction fails so, and whether the process would end. */
  const failing = async () => {
    const { db } = await open();
    return async (error: Error) => {
      let lost = 0;
      const minding = mindingDisk(db, () => (lost += 1));
      const thrown: unknown = await minding.transaction(() => Promise.reject(error)).catch((caught: unknown) => caught);
      return { thrown, lost };
    };
  };

  it.each(["SQLITE_FULL", "53100"])("is refused when the disk is full, by whichever driver says %s", async (code) => {
    const fail = await failing();
    for (const error of [failure(code), wrapped(code)]) {
      const { thrown, lost } = await fail(error);
      expect(thrown).toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "storage_full" }] });
      expect(lost).toBe(0);
    }
  });

  it.each(["SQLITE_IOERR_FSYNC", "SQLITE_IOERR_WRITE", "SQLITE_CORRUPT"])("ends the process on %s", async (code) => {
    for (const error of [failure(code), wrapped(code)])
      expect(await (await failing())(error)).toEqual({ thrown: error, lost: 1 });
  });

  it("stays what it is for any other failure", async () => {
    const error = failure("SQLITE_CONSTRAINT");
    expect(await (await failing())(error)).toEqual({ thrown: error, lost: 0 });
  });
});
