// One person, and what they answer for: to be handed over when they go.
import { isUuid } from "@chancery/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { answered } from "#answered.tsx";
import { Card } from "#components/card.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { toHandOver } from "#features/people/belongings.ts";
import { BelongingsList } from "#features/people/components/belongings.tsx";
import { requirePortal } from "#house.ts";
import { stages } from "#known.ts";

export const metadata: Metadata = { title: "Person" };

type Props = { params: Promise<{ id: string }> };

export default answered("/admin/people/[id]", async function PersonPage({ params }: Props) {
  const { api } = await requirePortal();
  const { id } = await params;
  if (!isUuid(id)) notFound();
  const owned = await api.people.disabling({ actorId: id });
  const { items } = await api.people.list({ id, limit: 1 });
  const [person] = items;
  if (!person) notFound();
  const left = toHandOver(id, owned, (stage) => stages().labelOf(stage));
  return (
    <>
      <PageHeader title={person.name} badges={<StateBadge state={person.state} />}>
        What {person.name} answers for. It goes on without them once somebody else does.
      </PageHeader>
      <div className="mt-3 max-w-[96ch]">
        <Card title="To hand over">
          {left.length > 0 ? (
            <BelongingsList items={left} />
          ) : (
            <p className="m-0 text-ink2">
              Nothing: they own no service account and no model, requested no open promotion, and are nowhere the only
              one with a role.
            </p>
          )}
        </Card>
      </div>
    </>
  );
});
