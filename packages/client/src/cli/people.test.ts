// Whose an account is, from the command line.
import { anonymousActor, type Actor, type ListedActor, type Page } from "@chancery/core";
import { acceptInvitation, addPerson } from "@chancery/services";
import { expect, it } from "vitest";
import { eachRegistry } from "../testing/registry.ts";
import { openTerminal } from "../testing/terminal.ts";

eachRegistry("chancery people", (open) => {
  const gather = async () => {
    const registry = await open();
    const admin = await registry.person("Grace", { role: "admin" });
    const invite = (name: string, email: string) => addPerson(registry.house, registry.call(admin), { name, email });
    /** Comes by a link of the admin's. */
    const join = async (name: string, email: string) => {
      const { actor, invitationUrl } = await invite(name, email);
      const code = invitationUrl.slice(invitationUrl.lastIndexOf("/") + 1);
      const password = "violet harbour 91";
      await acceptInvitation(registry.house, registry.call(anonymousActor), { code, password });
      return actor;
    };
    const sitting = async (actor: Actor) => {
      const terminal = openTerminal();
      await terminal.chancery("login", registry.url, "--token", await registry.tokenOf(actor));
      return terminal;
    };
    return { registry, invite, join, sitting, grace: await sitting(admin) };
  };

  it("vouches for one person, by name, e-mail address or id, and says who opened the account", async () => {
    const { registry, join, sitting, grace } = await gather();
    const ada = await join("Ada", "ada@example.test");
    const sue = await sitting(await registry.person("Sue"));
    const listed = async (...more: readonly string[]) =>
      (await sue.chancery("people", "ls", ...more)).stdout.replaceAll(/\s+/g, " ");
    expect(await listed()).toContain(`Ada – active not ${ada.id} vouched for`);

    const refused = await grace.chancery("people", "vouch", "ada@example.test");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("this account was opened through a link that you made");
    const vouched = await sue.chancery("people", "vouch", "ada");
    expect(vouched).toMatchObject({ code: 0, stdout: "You vouched for Ada.\n" });
    expect(vouched.stderr).toContain("Grace made the link that opened the account of Ada.");
    expect(await sue.json("people", "vouch", ada.id)).toMatchObject({
      code: 1,
      document: { error: { reasons: [{ code: "nothing_to_vouch" }] } },
    });
    expect(await listed("--search", "ada")).toContain(`Ada – active ${ada.id}`);
  });

  it("makes, confirms and cancels a reset of a password, and says from when on its link works", async () => {
    const { registry, sitting, grace } = await gather();
    await registry.person("Bob");
    const second = await sitting(await registry.person("Root", { role: "admin" }));
    const made = await grace.chancery("people", "reset", "bob@example.test");
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining("shown only now") as string });
    expect(made.stdout).toMatch(/^Reset link for Bob, good from .* until .*:\n\S+\/reset\/\S+\n$/);
    expect((await second.chancery("people", "ls", "--search", "bob")).stdout).toMatch(/active +a reset/);
    expect(await grace.chancery("people", "confirm-reset", "Bob")).toMatchObject({ code: 1 });
    const confirmed = await second.chancery("people", "confirm-reset", "Bob");
    expect(confirmed.stdout).toMatch(/^The reset link of Bob works until .* UTC\.\n$/);
    expect(await second.chancery("people", "cancel-reset", "Bob")).toMatchObject({
      code: 0,
      stdout: "The reset of Bob is cancelled.\n",
    });
    expect((await second.json<Page<ListedActor>>("people", "ls", "--search", "bob")).document.items).toMatchObject([
      { name: "Bob", reset: null },
    ]);
  });

  it("guesses nobody: of two by one name it asks for the id, and says what it does not know", async () => {
    const { registry, invite, sitting, grace } = await gather();
    const kims = [await invite("Kim Lee", "kim@example.test"), await invite("Kim Lee", "lee@example.test")];
    const sue = await sitting(await registry.person("Sue"));
    const twice = await sue.chancery("people", "vouch", "Kim Lee");
    expect(twice).toMatchObject({ code: 64, stdout: "" });
    for (const { actor } of kims) expect(twice.stderr).toContain(actor.id);
    const wrong = async (name: string) => (await sue.chancery("people", "vouch", name)).stderr;
    expect(await wrong("Kim")).toContain("there is no person Kim: see chancery people ls");
    expect(await wrong("kim@example.test")).toContain("only auditors and admins see e-mail addresses");
    expect(await wrong(" ")).toContain("<person> is required");
    expect(await grace.json("people", "reset", "kim@example.test")).toMatchObject({
      code: 1,
      document: { error: { reasons: [{ code: "account_inactive" }] } },
    });
  });
});
