// Lint for the whole workspace: type-aware, and one list of forbidden imports and words per room.
import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import tseslint from "typescript-eslint";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tests = ["**/*.test.ts", "**/*.test.tsx", "**/*.test-d.ts", "**/testing/**", "**/testing.ts"];
const scripts = ["**/*.mjs", "**/*.js"];

const database = {
  regex: "^(drizzle-orm|drizzle-kit|better-sqlite3|pg)(/|$)",
  message: "Only packages/db knows the database.",
};
const processes = { regex: "^(node:)?child_process$", message: "Nothing here starts programs." };
const valuesOfUseCases = {
  regex: "^@chancery/(services|api)$",
  allowTypeImports: true,
  message: "Next bundles its own copy: outside src/server only types; the running house is reached through house.ts.",
};
const unannounced = {
  regex: "^next/(link|form)$",
  importNames: ["default"],
  message: "Take Link, QueryForm or go(): they say that a page is on its way.",
};
const queued = {
  regex: "^@tanstack/react-query$",
  importNames: ["useMutation", "useMutationState", "MutationCache"],
  message: "It holds a call back while the browser is offline and sends it later: take useAct or useAttempt.",
};
const notPure = {
  regex: "^(?!\\.{1,2}/|zod$|yaml$|@noble/|#sha256$)",
  message: "core is pure: zod, yaml, @noble and its own files, nothing else.",
};

/** A later entry replaces an earlier one for its files, so each names its full list. */
const imports = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { "@typescript-eslint/no-restricted-imports": patterns.length > 0 ? ["error", { patterns }] : "off" },
});

const brandedError = {
  selector: "BinaryExpression[operator='instanceof'][right.name='ChanceryError']",
  message: "Use isChanceryError: a bundled copy of the class fails instanceof.",
};
const ownTransaction = {
  selector: "CallExpression[callee.property.name='transaction']",
  message: "command() and bookkeeping() alone open transactions.",
};
const unlessJudged = ":not([arguments.0.callee.name='sameOriginPath'])";
const judgedTarget = "Send people only where sameOriginPath() leads.";
/** Every way to send a browser somewhere takes its target from the one function that judges targets. */
const redirects = [
  `CallExpression[callee.name=/^(redirect|permanentRedirect)$/]${unlessJudged}`,
  `CallExpression[callee.object.name='location'][callee.property.name=/^(assign|replace)$/]${unlessJudged}`,
  `CallExpression[callee.object.property.name='location'][callee.property.name=/^(assign|replace)$/]`,
  `CallExpression[callee.object.name='router'][callee.property.name=/^(push|replace)$/]${unlessJudged}`,
  "AssignmentExpression[left.object.name='location']",
  "AssignmentExpression[left.object.property.name='location']",
  "AssignmentExpression[left.property.name='location']",
  "CallExpression[callee.property.name='redirect']",
  "Property[key.name='Location']:not([value.type='Literal']):not([value.quasis.0.value.raw=/^\\u002fapi\\u002fv1\\u002f/])",
].map((selector) => ({ selector, message: judgedTarget }));
const words = (files, selectors, ignores = []) => ({
  files,
  ignores,
  // "off" for an empty list: a bare "error" would keep the list of the entry before.
  rules: { "no-restricted-syntax": selectors.length > 0 ? ["error", ...selectors] : "off" },
});

const environment = [
  { object: "process", property: "env", message: "Settings are read in apps/web/src/server/config.ts." },
];

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "**/dist/",
      "**/dist-types/",
      "**/.next/",
      "**/next-env.d.ts",
      "packages/client/api-report.d.ts",
      "data/",
      "var/",
      "e2e/.work/",
      "e2e/test-results/",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      "max-lines": ["error", 400],
      // Names and log lines are searched for control characters on purpose.
      "no-control-regex": "off",
      eqeqeq: ["error", "always"],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // The use-cases are records of functions, not classes: there is no `this` to lose.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-restricted-properties": ["error", ...environment],
    },
  },

  imports(["**/*.{ts,tsx}"], [database, processes]),
  imports(["packages/db/**/*.ts"], [processes]),
  imports(["packages/core/src/**/*.ts"], [notPure], tests),
  imports(["packages/client/src/node/git.ts"], [database]),
  imports(
    ["apps/web/**/*.{ts,tsx}"],
    [database, processes, valuesOfUseCases, unannounced, queued],
    ["apps/web/src/server/**", ...tests],
  ),
  imports(["apps/web/src/components/link.tsx"], [database, processes, valuesOfUseCases]),
  imports(tests, [database]),
  imports(
    [
      "packages/db/**/*.test.ts",
      "packages/db/src/testing{.ts,/**}",
      "packages/tooling/**",
      "packages/bench/**",
      "e2e/**",
    ],
    [],
  ),

  {
    files: ["apps/web/src/**/*.{ts,tsx}"],
    ignores: ["apps/web/src/send.ts", "apps/web/src/server/**", ...tests],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Take send(): it ends in an answer or says that none came." },
      ],
    },
  },

  words(["**/*.{ts,tsx}"], [brandedError, ownTransaction, ...redirects]),
  words(["packages/core/src/**", "packages/db/**", "packages/services/src/{command,bookkeeping}.ts", ...tests], []),

  {
    files: [
      "apps/web/src/server/config.ts",
      "packages/client/src/cli/**",
      "packages/tooling/**",
      "packages/bench/**",
      "e2e/**",
      "**/*.config.ts",
      ...scripts,
      ...tests,
    ],
    rules: { "no-restricted-properties": "off" },
  },
  { files: ["apps/web/**/*.tsx"], ...jsxA11y.flatConfigs.recommended },
  {
    files: ["apps/web/**/*.tsx"],
    rules: {
      // What scrolls must take the focus, so that the keyboard can scroll it.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["tabpanel", "region"], tags: ["pre"] }],
      // Pages with one form and nothing before it open in its first field.
      "jsx-a11y/no-autofocus": "off",
    },
  },
  // A test's fake is asynchronous because the port is.
  { files: tests, rules: { "@typescript-eslint/require-await": "off" } },
  {
    // Left out of core's own tsconfig, whose types hold no Node.
    files: ["packages/core/**/*.test.ts", "packages/core/node/**"],
    languageOptions: { parserOptions: { projectService: false, project: "packages/core/tsconfig.test.json" } },
  },
  {
    files: scripts,
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: Object.fromEntries(
        [
          "process",
          "console",
          "performance",
          "URL",
          "Buffer",
          "setTimeout",
          "clearTimeout",
          "setInterval",
          "clearInterval",
          "fetch",
          "AbortSignal",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
);
