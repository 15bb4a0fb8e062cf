// An address that no page has.
import { NotHere } from "#components/not-here.tsx";
import { Bare } from "#features/shell/bare.tsx";
import { requestIdOf } from "#house.ts";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  return (
    <Bare>
      <NotHere requestId={await requestIdOf()} />
    </Bare>
  );
}
