// Who one is here, what one may do, and one's password.
import { answered } from "#answered.tsx";
import { Card } from "#components/card.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { ChangePassword } from "#features/identity/components/change-password.tsx";
import { MyRoles } from "#features/identity/components/my-roles.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Profile" };

export default answered("/settings/profile", async function ProfilePage() {
  const { me } = await requirePortal();
  return (
    <MarginRail
      label="Password"
      rail={
        <Card title="Change your password">
          <ChangePassword />
        </Card>
      }
    >
      <MyRoles me={me} />
    </MarginRail>
  );
});
