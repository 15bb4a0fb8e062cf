// An address that no page has.
import { NotHere } from "#components/not-here.tsx";
import { requestIdOf } from "#house.ts";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  return (
    <main className="mx-auto max-w-[592px] px-4 pt-[10vh]">
      <NotHere requestId={await requestIdOf()} />
    </main>
  );
}
