// Preload of a server under test: its clock runs E2E_SHIFT_MS ahead; SIGUSR2 sets it right, which is a jump back.
const Real = Date;
let shiftMs = Number(process.env.E2E_SHIFT_MS ?? 0);
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + shiftMs);
    else super(...given);
  }
  static now() {
    return Real.now() + shiftMs;
  }
  // Next puts a copy of its own in place, of what is the class's own alone.
  static parse = Real.parse;
  static UTC = Real.UTC;
};
process.on("SIGUSR2", () => {
  shiftMs = 0;
});
