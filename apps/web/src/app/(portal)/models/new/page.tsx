// Registers a model; its versions come by CLI, by client, or from its page.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { RegisterModel } from "#features/models/components/register-model.tsx";
import { requirePortal, requireRight } from "#house.ts";

export const metadata: Metadata = { title: "Register a model" };

export default answered("/models/new", async function NewModelPage() {
  const { me } = await requirePortal();
  requireRight(me, "model:create");
  return (
    <>
      <PageHeader title="Register a model">
        A model belongs to a team. Its versions, stages and history stay with it for good.
      </PageHeader>
      <RegisterModel defaultTeam={me.defaultTeam ?? ""} />
    </>
  );
});
