// Rows of who acts and what they may do, as `fill.ts` makes them.
import { digest, many, sometimes, type Fills } from "./rows.ts";

export const identityRows: Fills = {
  team: { rows: 50, values: { id: "'team-' || n", slug: "'team-' || n", name: "'Team'", created_at: "AT(n)" } },
  actor: {
    rows: many,
    values: {
      id: "'actor-' || n",
      kind: sometimes(10, "'service'", "'person'"),
      name: "'Actor ' || n",
      email: "'a' || n || '@host.test'",
      email_key: "'a' || n || '@host.test'",
      owner_id: sometimes(10, "'actor-' || (n - 1)", "NULL"),
      default_team_id: "'team-' || (n % 50 + 1)",
      state: "'active'",
      created_at: "AT(n)",
    },
  },
  credential: { rows: many, values: { actor_id: "'actor-' || n", password_hash: "'hash'", changed_at: "AT(n)" } },
  link: {
    rows: many,
    values: {
      code_hash: digest,
      purpose: sometimes(3, "'invitation'", "'sign-in'"),
      actor_id: "'actor-' || n",
      created_at: "AT(n)",
      expires_at: "AT(n)",
      used_at: sometimes(2, "AT(n)", "NULL"),
    },
  },
  account_opening: {
    rows: many,
    values: {
      id: "'opening-' || n",
      actor_id: "'actor-' || n",
      by: "'invitation'",
      issuer_id: "'actor-' || (n % 20 + 1)",
      opened_at: "AT(n)",
      vouched_by: sometimes(2, "'actor-2'", "NULL"),
      independent_by: sometimes(2, "'actor-2'", "NULL"),
    },
  },
  session: {
    rows: many,
    values: {
      id: "'session-' || n",
      actor_id: "'actor-' || n",
      created_at: "AT(n)",
      last_seen_at: "AT(n)",
      expires_at: "AT(n + 86400)",
    },
  },
  token: {
    rows: many,
    values: {
      id: "'token-' || n",
      actor_id: "'actor-' || n",
      name: "'ci'",
      prefix: "'chy'",
      secret_hash: digest,
      scopes: "'[\"read\"]'",
      created_by: "'actor-' || n",
      parent_id: sometimes(5, "'token-' || (n - 1)", "NULL"),
      created_at: "AT(n)",
      expires_at: "AT(n + 86400)",
    },
  },
  group: { rows: 500, values: { id: "'group-' || n", slug: "'group-' || n", name: "'Group'", created_at: "AT(n)" } },
  group_member: {
    rows: many,
    values: {
      id: "'member-' || n",
      group_id: "'group-' || (n % 500 + 1)",
      actor_id: "'actor-' || n",
      added_by: "'actor-1'",
      added_at: "AT(n)",
      from: "CASE WHEN n = 1 OR n % 100 = 0 THEN NULL ELSE AT(n) END", // some still wait for a second person
      to: sometimes(3, "AT(n + 1)", "NULL"),
    },
  },
  grant: {
    rows: many,
    values: {
      id: "'grant-' || n",
      actor_id: sometimes(5, "NULL", "'actor-' || n"),
      group_id: sometimes(5, "'group-' || (n % 500 + 1)", "NULL"),
      role: sometimes(20, "'reviewer'", "'contributor'"),
      scope: sometimes(500, "'organisation'", sometimes(2, "'team'", "'model'")),
      scope_id: sometimes(500, "'organisation'", sometimes(2, "'team-' || (n % 50 + 1)", "'model-' || n")),
      given_at: "AT(n)",
      from: "CASE WHEN n = 1 OR n % 100 = 0 THEN NULL ELSE AT(n) END", // some still wait for a second person
      to: sometimes(3, "AT(n + 1)", "NULL"),
      granted_by: "'actor-1'",
    },
  },
  login_counter: { rows: many, values: { key: "'key-' || n", failures: "1", resets_at: "AT(n)" } },
};
