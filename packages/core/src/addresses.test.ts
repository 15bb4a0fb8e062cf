// Secrets in addresses: found in every scheme and place, never in what is shown, stripped or said about them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskAddresses, maskSecrets, secretsIn, withoutSecrets } from "./addresses.ts";
import { LineageFact } from "./lineage.ts";
import { NewDescriptor } from "./manifest.ts";
import { Facts } from "./names.ts";

const s = "hunter2SECRET";
const repository = { isRepository: true };

it.each([
  [`https://ada:${s}@host/a.git`, "https://host/a.git"],
  [`https://${s}@host/a.git`, "https://host/a.git"],
  [`HTTPS://ada:${s}@host:8443/a`, "HTTPS://host:8443/a"],
  [`https:ada:${s}@host/a`, "https:host/a"],
  [`https:\\\\ada:${s}@host/a`, "https:\\\\host/a"],
  [`https://ada:a/${s}@host/a`, "https://host/a"],
  [`https://ada:a@${s}@host/a`, "https://host/a"],
  [`ssh://git:${s}@host/a.git`, "ssh://git@host/a.git"],
  [`ssh://${s}@host/a.git`, "ssh://host/a.git"],
  [`git+https://x-access-token:${s}@host/a`, "git+https://host/a"],
  [`${s}@host:team/a.git`, "host:team/a.git"],
  [`s3://AKIA:${s}@bucket/a`, "s3://bucket/a"],
  [`gs://${s}@bucket/a`, "gs://bucket/a"],
  [`docker://ada:${s}@registry.test/a:1`, "docker://registry.test/a:1"],
  [`mongodb+srv://ada:${s}@a.test,b.test/db`, "mongodb+srv://a.test,b.test/db"],
  [
    `jdbc:postgresql://db.test/models?user=ada&password=${s}&ssl=true`,
    "jdbc:postgresql://db.test/models?user=ada&ssl=true",
  ],
  [`jdbc:sqlserver://db.test;databaseName=m;password=${s}`, "jdbc:sqlserver://db.test;databaseName=m"],
  [`https://host/a?token=${s}`, "https://host/a"],
  [`https://host/a?token=${s}&page=2`, "https://host/a?page=2"],
  [`https://host/a?page=2&access_token=${s}`, "https://host/a?page=2"],
  [`https://host/a?ACCESS%5Ftoken=${s}`, "https://host/a"],
  [`https://b.test/a?X-Amz-Date=1&X-Amz-Signature=${s}`, "https://b.test/a?X-Amz-Date=1"],
  [`https://b.test/a?sv=2024&sp=r&sig=${s}`, "https://b.test/a?sv=2024&sp=r"],
  [`https://b.test/a?client-secret=${s}#top`, "https://b.test/a#top"],
  [`https://host/a#access_token=${s}`, "https://host/a"],
  [`https://host/a?next=https%3A%2F%2Fada%3A${s}%40host`, "https://host/a"],
])("finds the secret of %s, strips it and masks it", (address, stripped) => {
  expect(secretsIn(address, repository).length).toBeGreaterThan(0);
  expect(withoutSecrets(address).text).toBe(stripped);
  expect(withoutSecrets(stripped)).toEqual({ text: stripped, removed: [] });
  expect(maskSecrets(address)).not.toContain(s);
  expect(withoutSecrets(address).removed.join()).not.toContain(s);
});

it.each([
  "git@host:team/a.git",
  "ssh://git@host:2222/a.git",
  "https://host:8443/@ada/a?page=2&monkey=1&max_tokens=5",
  "https://host/a?token=",
  "s3://bucket/a/b@2",
  "abfss://models@account.dfs.core.windows.net/a",
  "registry.test/a@sha256:abc",
  "docker://a@sha256:abc",
  "/srv/git/a.git",
  "C:\\repos\\a",
  "vad",
  "[::1]:80",
  "https://[::1]:8443/a",
])("finds nothing in %s", (address) => {
  expect(secretsIn(address, repository)).toEqual([]);
  expect(withoutSecrets(address)).toEqual({ text: address, removed: [] });
  expect(maskSecrets(address)).toBe(address);
});

// Of gitleaks' and TruffleHog's rules, and as clouds, databases and CI systems call theirs.
it.each(
  `pw db_pw pwd dbpwd pass db_pass smtpPass pat github_pat ADO_PAT personal_access_token passphrase ssl_passphrase
   password password1 password_confirm DB_PASSWORD pgpassword userPasswd passcode secret secret_id secretId app_secret
   client-secret client_secret_v2 webhook_secret SECRET_KEY_BASE aws.secret.access.key token auth_token id_token
   access_token refreshToken token_v2 xoxToken token_id oauth_token_secret bearer jwt otp key api_key apikey apiKey
   X-API-Key api_key_v2 apikey2 API_KEY_PROD api_key_id x_functions_key access_key account_key AccountKey sharedAccessKey
   SharedAccessSignature private_key privateKeyId encryption_key signing_key master_key storage_key session_key
   sessionid session_id sessionId PHPSESSID JSESSIONID connect.sid sig signature X-Amz-Signature X-Goog-Signature
   X-Amz-Credential X-Amz-Security-Token credentials gcp_credentials db_creds code auth_code hmac webhook_key write_key
   subscription-key Ocp-Apim-Subscription-Key deploy_key license_key cookie authorization`.split(/\s+/),
)("takes what %s holds in an address for a secret, strips and masks it", (name) => {
  const value = `${s}0123456789`;
  const address = `https://host.test/a?page=2&${name}=${value}&b=1`;
  expect(secretsIn(address)).toMatchObject([{ as: "parameter" }]);
  expect(withoutSecrets(address).text).toBe("https://host.test/a?page=2&b=1");
  expect(maskAddresses(`see ${address}.`)).toBe(`see https://host.test/a?page=2&${name}=***&b=1.`);
});

it.each(
  `page=2 q=secret monkey=banana turkey=1 max_tokens=512 num_tokens=5 token_type=bearer token_count=9 tokenizer=bpe
   pad_token=<pad> eos_token=</s> stop_token=2 page_token=CAUQAA nextPageToken=CAUQAA password_policy=strict
   password_required=true secret_name=db-main secretName=db-main key_id=arn:aws:kms:1 keyword=speech keys=a,b sort_key=name
   primary_key=id foreign_key=user_id public_key=ssh-rsa author=ada authorId=ada oauth=true code_challenge_method=S256
   zip_code=80331 codec=opus signature_version=4 SignatureMethod=HmacSHA256 X-Amz-SignedHeaders=host X-Amz-Algorithm=AWS4
   session=morning session_count=7 pass_rate=0.97 forward_pass=2 passes=3 passage=4 bypass=true compass=north pattern=x path=a
   dispatch=now spat=thing pwm=3 sid=ORCL design=flat token=$TOKEN token={token} token=<token> password=*** api_key=\${API_KEY}
   use_secrets=false has_password=true credential_provider=vault api_key_header=X-Api-Key sign=plus assign=ada`.split(
    /\s+/,
  ),
)("takes nothing of %s for a secret", (pair) => {
  const address = `https://host.test/a?first=1&${pair}`;
  expect(secretsIn(address)).toEqual([]);
  expect(maskAddresses(address)).toBe(address);
});

const chars = (n: number) => "aB3dE6gH9kL2mN5pQ8sT1vW4yZ7cF0jRxUiOqXeGtPbYwKzA".slice(0, n);
it.each([
  ["https://hooks.slack.com/services/", `T0AAAA/B0BBBB/${chars(24)}`],
  ["https://hooks.slack.com/triggers/", `T0AAAA/123456/${chars(24)}`],
  ["https://discord.com/api/webhooks/", `123456789012345678/${chars(40)}`],
  ["https://canary.discordapp.com/api/v10/webhooks/", `123456789012345678/${chars(40)}`],
  ["https://acme.webhook.office.com/webhookb2/", `0a1b-2c@3d4e/IncomingWebhook/${chars(32)}/0a1b`],
  ["https://outlook.office.com/webhook/", `0a1b-2c@3d4e/IncomingWebhook/${chars(32)}/0a1b`],
  ["https://api.telegram.org/bot", `123456:${chars(35)}`],
  ["https://hooks.zapier.com/hooks/catch/", `123456/${chars(7)}/`],
  ["https://maker.ifttt.com/trigger/done/with/key/", chars(22)],
  ["https://open.larksuite.com/open-apis/bot/v2/hook/", "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f"],
  ["https://events.pagerduty.com/integration/", `${chars(32)}/enqueue`],
  ["https://hook.eu1.make.com/", chars(32)],
  ["https://chat.acme.test/hooks/", "a1b2c3d4e5f6g7h8i9j0k1l2m3"],
  ["https://git.test/a/", `ghp_${chars(36)}`],
  ["https://git.test/a/", `glpat-${chars(20)}`],
  ["https://host.test/a?x=", `xoxb-1234567890-${chars(20)}`],
  ["HF_TOKEN is ", "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH"],
  ["key ", `sk-proj-${chars(40)}`],
  ["id ", "AKIAABCDEFGHIJKLMNOP"],
  ["token ", `chyp_${chars(36)}`],
  ["", `eyJ${chars(20)}.eyJ${chars(20)}.${chars(30)}`],
  ['curl -H "Authorization: Bearer ', chars(30)],
])("knows a secret by its form: %s…", (before, secret) => {
  const text = `${before}${secret} then`;
  expect(secretsIn(text).length).toBeGreaterThan(0);
  const masked = maskAddresses(text);
  expect(masked.startsWith(before)).toBe(true);
  expect(masked.endsWith(" then")).toBe(true);
  for (const part of secret.split(/[/\s@]/).filter((piece) => piece.length > 8)) expect(masked).not.toContain(part);
  expect(secretsIn(masked)).toEqual([]);
});

it("knows a private key by its form", () => {
  const body = `-----BEGIN RSA PRIVATE KEY-----\n${chars(40)}\n-----END RSA PRIVATE KEY-----`;
  expect(maskAddresses(`it is\n${body}`)).toBe("it is\n***-----END RSA PRIVATE KEY-----");
});

it.each([
  [`see https://ada:${s}@host.test/x for it`, "see https://***@host.test/x for it"],
  [`see (https://ada:${s}@host.test/x)`, "see (https://***@host.test/x)"],
  [`[there](https://ada:${s}@host.test/x)`, "[there](https://***@host.test/x)"],
  [`{"url":"https://ada:${s}@host.test/x","n":1}`, '{"url":"https://***@host.test/x","n":1}'],
  [`a=https://ok.test,b=https://ada:${s}@host.test`, "a=https://ok.test,b=https://***@host.test"],
  [`train.py --db=postgres://ada:${s}@db/x --lr 0.1`, "train.py --db=postgres://***@db/x --lr 0.1"],
  [`one https://ok.test/a?b=1 two s3://k:${s}@bucket three`, "one https://ok.test/a?b=1 two s3://***@bucket three"],
  [`mysql:ada:${s}@db.test/models`, "mysql:***@db.test/models"],
  [`mysql+pymysql:ada:${s}@db.test`, "mysql+pymysql:***@db.test"],
  [`redis::${s}@cache:6379`, "redis:***@cache:6379"],
  [`jdbc:oracle:thin:scott/${s}@db.test:1521:orcl`, "jdbc:oracle:thin:***@db.test:1521:orcl"],
  [`ada:${s}@tcp(db.test:3306)/models`, "***@tcp(db.test:3306)/models"],
  [`host=db.test user=ada password=${s} dbname=m`, "host=db.test user=ada password=*** dbname=m"],
  [`Server=db;User Id=ada;Password=${s};`, "Server=db;User Id=ada;Password=***;"],
  [
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${s}==;EndpointSuffix=core.windows.net`,
    "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=***;EndpointSuffix=core.windows.net",
  ],
  [`train.py --api-key=${s} --lr=0.1`, "train.py --api-key=*** --lr=0.1"],
  [`{"db": {"password": "${s}", "port": 1}}`, '{"db": {"password": "***", "port": 1}}'],
  [`https://a.test/?next=${encodeURIComponent(`https://ada:${s}@host`)}`, "https://a.test/?next=***"],
])("finds a secret inside a text: %s", (text, masked) => {
  expect(maskAddresses(text)).toBe(masked);
  expect(secretsIn(masked)).toEqual([]);
  expect(Facts.safeParse({ note: text }).success).toBe(false);
  expect(JSON.stringify(Facts.safeParse({ note: text }).error?.issues)).not.toContain(s);
});

it.each([
  "mail ada@example.test or see https://host.test/@ada",
  "ask @ada: is it git@host.test:team/a.git?",
  "ssh://git@host.test/a.git at v2@main",
  "registry.test/a:1@sha256:0a1b2c",
  "python train.py --lr=0.1 --pad_token=<pad> --seed=7 --key=value --tokens=512",
  "PWD=/home/ada HOME=/home/ada",
  '{"pad_token": "<pad>", "key": "a", "tokenizer": "bpe", "max_tokens": 5}',
  "the password must be asked for; secrets: none",
  "mailto:ada@example.test",
  "mysql:8.0 redis:7-alpine postgres:16@sha256:0a1b",
  "npm:react@18.2.0 pkg:npm/%40scope/a@1.0.0 redis:ada@host",
  "0.1,0.2;0.3|a:b:c@d",
  "https://hooks.slack.com/ https://discord.com/api https://host.test/hooks/readme",
  "sk-learn sk-small hf_model AKIA eyJ glpat- risk-assessment-of-the-production-line",
  "lambda x: x @ w",
  "conv1:relu@layer3",
  "10 * * * * https://host.test/a?b=c;d=e",
])("finds nothing in a text of every day: %s", (text) => {
  expect(secretsIn(text)).toEqual([]);
  expect(Facts.safeParse({ note: text }).success).toBe(true);
});

describe("a secret in an address", () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9!$'*,._~%+/?#:-]{1,30}$/).map((text) => `Qz7${text}Zq9`);
  const plain = fc.stringMatching(/^Qz7[A-Za-z0-9._~-]{1,30}Zq9$/);
  const scheme = fc.constantFrom("https", "ssh", "s3", "gs", "jdbc:mysql", "mongodb", "docker", "postgres", "git+ssh");
  const parameter = fc.constantFrom(
    "token",
    "access_token",
    "X-Amz-Signature",
    "sig",
    "key",
    "password",
    "api-key",
    "SAS_Token",
  );

  it("is nowhere in what is stripped, shown or said, whatever it is", () => {
    fc.assert(
      fc.property(
        scheme,
        secret,
        plain,
        parameter,
        fc.constantFrom("?", "?a=1&", "#", "?a=1#"),
        (name, user, value, key, mark) => {
          const address = `${name}://ada:${user}@host.test/a${mark}${key}=${value}&b=2`;
          const { text, removed } = withoutSecrets(address);
          for (const shown of [text, maskSecrets(address), maskAddresses(`from ${address}, said ada`), ...removed]) {
            expect(shown).not.toContain(user);
            expect(shown).not.toContain(value);
          }
          expect(secretsIn(text, repository)).toEqual([]);
        },
      ),
    );
  });

  it("is refused in every field that holds an address, without being echoed", () => {
    const commit = "a".repeat(40);
    const described = { supplier: "Acme", product: "Ears", version: "3", endpoint: "https://ears.test" };
    fc.assert(
      fc.property(plain, (value) => {
        for (const address of [`https://ada:${value}@host.test/a`, `https://host.test/a?token=${value}`]) {
          const verdicts = [
            LineageFact.safeParse({ kind: "built_from", repository: address, commit, isDirty: false }),
            LineageFact.safeParse({ kind: "produced_by", job: "train", url: address }),
            LineageFact.safeParse({ kind: "produced_by", job: address }),
            NewDescriptor.safeParse({ ...described, endpoint: address }),
            NewDescriptor.safeParse({ ...described, product: address }),
            Facts.safeParse({ tracking: address }),
          ];
          for (const { success, error } of verdicts) {
            expect(success).toBe(false);
            expect(JSON.stringify(error?.issues)).toContain("remove it");
            expect(JSON.stringify(error?.issues)).not.toContain(value);
          }
        }
        const scp = { kind: "built_from", repository: `${value}@host:a.git`, commit, isDirty: false };
        expect(LineageFact.safeParse(scp).success).toBe(false);
      }),
    );
  });
});

it("no text is slow to look at", () => {
  for (const text of [
    "@".repeat(20_000),
    "a:".repeat(10_000),
    `https://${"?a=".repeat(10_000)}`,
    `//${":@/".repeat(9_000)}`,
    "a://".repeat(6_000),
    ",a://b:c".repeat(4_000),
    `https://a/${"?a=h://".repeat(4_000)}`,
    `?a=${"%253Fa%253D".repeat(3_000)}`,
    "password=".repeat(3_000),
    `${"a".repeat(40)}= `.repeat(700),
    "-----BEGIN PRIVATE KEY-----".repeat(1_000),
    "eyJaaaaaaaa.".repeat(2_500),
    "alert.victorops.com/integrations/".repeat(900),
    "//a/hooks/".repeat(3_000),
    "a:b@tcp".repeat(4_000),
    "A".repeat(30_000),
    "aB1".repeat(10_000),
  ]) {
    const began = performance.now();
    maskAddresses(text);
    maskSecrets(text);
    expect(performance.now() - began).toBeLessThan(1000);
  }
});
