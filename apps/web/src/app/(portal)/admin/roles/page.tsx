// The permission matrix, rendered from the data that enforces it.
import { answered } from "#answered.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PermissionMatrix } from "#features/roles/components/permission-matrix.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Roles" };

export default answered("/admin/roles", async function RolesPage() {
  await requirePortal();
  return (
    <>
      <PageHeader title="Roles">
        What each role may do. This table is drawn from the rules the server enforces; what it does not list is refused.
        A custodian stands in for somebody whose account is disabled: for the owner of a service account, a maintainer
        of all that it reaches; for whoever asked for a promotion, an admin.
      </PageHeader>
      <PermissionMatrix />
    </>
  );
});
