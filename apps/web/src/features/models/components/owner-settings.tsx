// Who answers for a model, who did before, and the form that names another.
"use client";
import type { ModelView } from "@chancery/core";
import { ActForm } from "#components/act-form.tsx";
import { Picker } from "#components/picker.tsx";
import { Time } from "#components/time.tsx";
import { findPeople } from "#features/people/find.ts";
import { useAct } from "#use-act.ts";

type Model = Pick<ModelView, "id" | "owners" | "availableActions">;

export function OwnerSettings({ model: { id: modelId, owners, availableActions } }: { readonly model: Model }) {
  const name = useAct((api, ownerId: string, once) => api.models.setOwner.mutate({ modelId, ownerId }, once), {
    done: (owner) => `${owner.name} owns it now.`,
  });
  return (
    <div className="grid gap-3">
      <p className="m-0 max-w-[72ch] text-ink2">The owner is the person who answers for this model.</p>
      <ul className="m-0 grid list-none gap-1 p-0">
        {owners.map(({ id, name: called, from, to, setBy }) => (
          <li key={`${id} ${from}`} className="flex flex-wrap items-center gap-2">
            <span className={to === null ? "font-medium" : "text-ink2"}>{called}</span>
            <span className="text-meta text-ink3">
              {to === null ? "since " : ""}
              <Time at={from} />
              {to !== null && (
                <>
                  {" to "}
                  <Time at={to} />
                </>
              )}
              , named by {setBy}
            </span>
          </li>
        ))}
      </ul>
      {availableActions.includes("set-owner") && (
        <ActForm act={name} submit="Change the owner" submitKind="plain" read={(fields) => fields.text("ownerId")}>
          <Picker label="New owner" name="ownerId" isRequired of="people" find={findPeople} className="w-60" />
        </ActForm>
      )}
    </div>
  );
}
