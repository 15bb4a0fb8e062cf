// Which two versions are compared: the URL is the whole state.
import { Button } from "#components/button.tsx";
import { Input } from "#components/field.tsx";
import { QueryForm } from "#components/query-form.tsx";

type CompareFormProps = { readonly baseline: string; readonly candidate: string; readonly isOnlyChanged: boolean };

export function CompareForm({ baseline, candidate, isOnlyChanged }: CompareFormProps) {
  return (
    <QueryForm
      key={`${baseline} ${candidate}`}
      action="/compare"
      role="search"
      aria-label="Versions to compare"
      className="mt-4 flex flex-wrap items-end gap-2"
    >
      <Input
        label="Baseline"
        name="v"
        isRequired
        isMono
        maxLength={400}
        defaultValue={baseline}
        placeholder="team/name:12"
        className="w-64"
      />
      <Input
        label="Candidate"
        name="v"
        isRequired
        isMono
        maxLength={400}
        defaultValue={candidate}
        placeholder="team/name:14"
        className="w-64"
      />
      {isOnlyChanged && <input type="hidden" name="only" value="changed" />}
      <Button type="submit">Compare</Button>
    </QueryForm>
  );
}
