// Who may be the second person when somebody becomes a reviewer or an admin.
import { allowed } from "./errors.ts";
import { codesOf } from "./testing/codes-of.ts";
import { describe, expect, it } from "vitest";
import {
  confirmersOf,
  openingOf,
  shortageWaitMs,
  waitOf,
  mayAppoint,
  mayReceive,
  type Appointment,
  type Receiver,
  type Second,
} from "./appointment.ts";
import { organisation, type GrantScope, type Role, type Subject } from "./roles.ts";

const receiver = (personId: string, over: Partial<Receiver> = {}): Receiver => ({
  personId,
  name: personId,
  kind: "person",
  isActive: true,
  ...over,
});
const second = (id: string, role: Role, scope: GrantScope = "organisation", scopeId = "organisation"): Second => ({
  id,
  grants: [{ role, scope, scopeId, from: new Date(0) }],
});
const speech: Subject = { kind: "team", id: "speech", teamId: "speech" };
const vad: Subject = { kind: "model", id: "vad", modelId: "vad", teamId: "speech", visibility: "organisation" };
const secret: Subject = { ...vad, id: "secret", modelId: "secret", visibility: "restricted" };
const given = (over: Partial<Appointment> = {}): Appointment => ({
  giverId: "grace",
  receivers: [receiver("ada")],
  places: [speech],
  ...over,
});
const everybody = [
  second("grace", "admin"),
  second("gus", "admin"),
  second("rita", "reviewer", "team", "speech"),
  second("vi", "reviewer", "team", "vision"),
  second("ada", "reviewer", "team", "vision"),
  second("mo", "reviewer", "model", "vad"),
];
const codes = (id: string, appointment = given(), seconds: readonly Second[] = everybody) =>
  codesOf(mayAppoint(appointment, { answerableId: id }, seconds));

describe("the second person", () => {
  it("is an admin or a reviewer of every place it reaches", () => {
    expect(confirmersOf(given(), everybody)).toEqual(["gus", "rita"]);
    expect(confirmersOf(given({ places: [vad] }), everybody)).toEqual(["gus", "rita", "mo"]);
    expect(confirmersOf(given({ places: [speech, vad] }), everybody)).toEqual(["gus", "rita"]);
    expect(confirmersOf(given({ places: [secret] }), everybody)).toEqual(["gus"]);
    expect(confirmersOf(given({ places: [organisation] }), everybody)).toEqual(["gus"]);
    expect(codes("vi")).toEqual(["confirmer_reaches_not"]);
  });

  it("is any admin or reviewer where a place has none", () => {
    const fewer = everybody.filter(({ id }) => id !== "gus");
    expect(confirmersOf(given({ places: [organisation] }), fewer)).toEqual(["rita", "vi", "mo"]);
    expect(codes("vi", given({ places: [organisation] }), fewer)).toEqual([]);
  });

  it("is neither who gave it nor any of those who receive it, nor a machine of theirs", () => {
    expect(codes("grace")).toEqual(["giver_may_not_confirm"]);
    expect(codes("ada")).toEqual(["receiver_may_not_confirm"]);
    const toAll = given({ receivers: ["ada", "gus", "rita"].map((id) => receiver(id)) });
    expect(codes("gus", toAll)).toEqual(["receiver_may_not_confirm"]);
    expect(codes("grace", given({ receivers: [receiver("grace")] }))).toEqual([
      "giver_may_not_confirm",
      "receiver_may_not_confirm",
    ]);
    expect(confirmersOf(given({ receivers: everybody.map(({ id }) => receiver(id)) }), everybody)).toEqual([]);
  });

  it("confirms once whoever receives it has accepted the invitation", () => {
    const invited = given({ receivers: [receiver("ada", { isActive: false })] });
    expect(codes("gus", invited)).toEqual(["receiver_not_active"]);
  });

  it("confirms no service account", () => {
    expect(mayReceive([receiver("ada")])).toEqual(allowed);
    expect(codesOf(mayReceive([receiver("ada"), receiver("bot", { kind: "service" })]))).toEqual(["role_for_people"]);
  });
});

describe("an appointment that nobody may confirm", () => {
  it("holds at once only while there never were two people", () => {
    expect(openingOf({ confirmers: 1, everCould: 1 })).toBe("waits");
    expect(openingOf({ confirmers: 0, everCould: 1 })).toBe("alone");
    expect(openingOf({ confirmers: 0, everCould: 0 })).toBe("alone");
    expect(openingOf({ confirmers: 0, everCould: 2 })).toBe("short");
    expect(openingOf({ confirmers: 3, everCould: 9 })).toBe("waits");
  });

  it("waits seven days from when nobody could, and no longer once somebody may", () => {
    const now = new Date(1_000_000);
    const until = new Date(now.getTime() + shortageWaitMs);
    expect(shortageWaitMs).toBe(7 * 86_400_000);
    expect(waitOf({ waitsUntil: null }, { confirmers: 0, now })).toEqual(until);
    expect(waitOf({ waitsUntil: new Date(5) }, { confirmers: 0, now })).toEqual(new Date(5));
    expect(waitOf({ waitsUntil: new Date(5) }, { confirmers: 1, now })).toBeNull();
  });
});
