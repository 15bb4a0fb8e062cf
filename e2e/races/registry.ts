// A claimed registry under two server processes: a team with one model, who makes its versions, and two who review them.
import { createHash, randomUUID } from "node:crypto";
import { claimedBy, join, signIn, type Session } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openPlace, runServer, startServer, type Place, type RunningServer } from "../support/server.ts";
import { patient } from "./patient.ts";
import { rows } from "./sql.ts";

export type Promotion = { readonly id: string; readonly number: number; readonly versionId: string };
export type Digests = Readonly<Record<"manifest" | "card" | "evaluations" | "policy", string>>;
export type Registry = {
  readonly place: Place;
  readonly servers: readonly [RunningServer, RunningServer];
  readonly admin: Session;
  readonly maker: Session;
  readonly reviewers: readonly [Session, Session];
  readonly modelId: string;
  /** A sealed version asked into production, over the server that `nth` falls to. */
  ask(nth?: number): Promise<Promotion>;
  /** An approval by a reviewer at one of the servers, on what is there to be seen now. */
  approve(reviewer: Session, promotion: Promotion, digests: Digests): Promise<{ readonly state: string }>;
  digestsOf(promotion: Promotion): Promise<Digests>;
  /** Stops both servers; resolves to what the check of the stored log says, and what the servers wrote. */
  close(): Promise<{ readonly codes: readonly (number | null)[]; readonly fsck: string; readonly output: string }>;
};

const model = "speech/vad";

/** Two servers on one new place. One name for the log, because each calls itself by its own port. */
export async function openRegistry({ forgedApprovals }: { readonly forgedApprovals?: number } = {}): Promise<Registry> {
  const place = await openPlace();
  const admin = person("Agnes Adler");
  const env = { ...claimedBy(admin), CHANCERY_LOG_ORIGIN: "races.test/audit" };
  const first = await startServer({ place, env });
  if (forgedApprovals !== undefined) await forgePolicy(place, forgedApprovals);
  const second = await startServer({ place, env });
  const servers = [first, second] as const;
  const people = await peopleAt(first, admin);
  const { id: modelId } = (await people.maker.mutate("models.create", { team: "speech", name: "vad" })) as {
    readonly id: string;
  };
  const at = (who: Session, nth: number) => who.at(servers[nth % 2]!.url);
  return {
    place,
    servers,
    ...people,
    modelId,
    async ask(nth = 0) {
      const versionId = await sealedVersion(at(people.maker, nth));
      return (await at(people.maker, nth).mutate("promotions.request", {
        versionId,
        stage: "production",
        reason: "Recall rises and nothing falls.",
      })) as Promotion;
    },
    approve: async (reviewer, promotion, seen) =>
      (await reviewer.mutate("promotions.vote", {
        promotionId: promotion.id,
        decision: "approve",
        note: "read it all",
        seen,
      })) as { readonly state: string },
    digestsOf: async ({ number }) =>
      ((await people.admin.query("promotions.get", { number })) as { readonly digests: Digests }).digests,
    async close() {
      const codes = [await first.stop(), await second.stop()];
      const { output: fsck } = await runServer({ place, args: ["--fsck"] });
      await place.remove();
      return { codes, fsck, output: first.output() + second.output() };
    },
  };
}

async function peopleAt(server: RunningServer, adminPerson: ReturnType<typeof person>) {
  const admin = patient(await signIn(server.url, adminPerson));
  const { id: teamId } = (await admin.mutate("teams.create", { slug: "speech", name: "Speech" })) as {
    readonly id: string;
  };
  const joined = async (name: string, role: string, second?: Session) => {
    const session = await join(admin, person(name));
    const grant = { actorId: session.actorId, role, scope: "team", scopeId: teamId };
    const { id: grantId } = (await admin.mutate("grants.give", grant)) as { readonly id: string };
    if (second) await second.mutate("grants.confirm", { grantId });
    return patient(session);
  };
  const maker = await joined("Dana Sorel", "contributor");
  const lena = await joined("Lena Brandt", "reviewer");
  const reviewers = [lena, await joined("Jonas Weiss", "reviewer", lena)] as const;
  return { admin, maker, reviewers };
}

async function sealedVersion(maker: Session): Promise<string> {
  const descriptor = { supplier: "Acme", product: "Ears", version: randomUUID(), endpoint: "https://ears.test" };
  const { id } = (await maker.mutate("versions.create", { model, kind: "external", descriptor })) as {
    readonly id: string;
  };
  await maker.mutate("versions.seal", { versionId: id });
  return id;
}

/** Puts a newer version of the policy in force with SQL alone, as no act does. */
async function forgePolicy(place: Place, approvals: number): Promise<void> {
  const [kept] = await rows(place, "SELECT document FROM policy_version ORDER BY number DESC LIMIT 1");
  const policy = JSON.parse(String(kept?.["document"])) as {
    version: number;
    stages: Record<string, { approvals: number }>;
  };
  policy.version += 1;
  for (const rule of Object.values(policy.stages)) if (rule.approvals > 0) rule.approvals = approvals;
  const document = JSON.stringify(policy); // keys keep the canonical order they were read in
  const digest = createHash("sha256").update(document).digest("hex");
  const createdAt = place.databaseUrl ? "now()" : String(Date.now());
  await rows(
    place,
    `INSERT INTO policy_version (id, name, number, document, digest, created_at)
     VALUES ('${randomUUID()}', 'two-person', ${policy.version}, '${document}', '${digest}', ${createdAt})`,
  );
}
