import { ownVersion } from "../project/own-version.ts";
import type { NeededVariable } from "./needed-variables.ts";
import { TOUCHPOINT_MEANINGS } from "./pairs.ts";
import type { ProjectChoice } from "./plan-project.ts";

const ENVIRONMENTS = ["sandbox", "staging", "production"] as const;
const FIRST_WEBHOOK_PORT = 8790;

/** The files of a project beside its mappings: settings, variables, pipeline, and what to do next. */
export function projectSettings(
  choice: ProjectChoice,
  variables: readonly NeededVariable[],
): ReadonlyMap<string, string> {
  return new Map([
    ["xmap.json", json(configuration(choice))],
    ["package.json", json(packageFile(choice))],
    [".env.example", variablesFile(variables)],
    [".gitignore", IGNORED],
    [".github/workflows/xmap.yml", WORKFLOW],
    ["README.md", readme(choice)],
  ]);
}

function configuration({ name }: ProjectChoice): object {
  const environments = ENVIRONMENTS.map((environment, index) => [
    environment,
    {
      ...(environment === "production" ? { production: true } : {}),
      envFile: `${environment}.env`,
      store: `.xmap/${environment}.sqlite`,
      webhooks: { port: FIRST_WEBHOOK_PORT + index },
    },
  ]);
  return { language: 1, installation: name, environments: Object.fromEntries(environments) };
}

function packageFile({ name }: ProjectChoice): object {
  return {
    name,
    private: true,
    type: "module",
    scripts: { check: "xmap check", compile: "xmap compile", test: "xmap test" },
    devDependencies: { "@xmap/cli": ownVersion() },
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function variablesFile(variables: readonly NeededVariable[]): string {
  const lines = variables.map(({ name, isSecret, asked, meaning, example }) => {
    const words = [`# ${asked}`, ...(isSecret ? ["secret"] : []), ...(meaning === "" ? [] : [meaning])].join(": ");
    return `${words}\n${name}=${example}\n`;
  });
  const head = `# Copy to ${ENVIRONMENTS.map((name) => `${name}.env`).join(", ")} and fill in; none of these is committed.\n# A file that is named here must be another one in each environment.\n`;
  return [head, ...lines].join("\n");
}

const IGNORED = `node_modules/
.xmap/
coverage/
*.env
*.sqlite
*.sqlite-*
`;

const WORKFLOW = `name: xmap
on:
  push:
    branches: [main]
  pull_request:
jobs:
  mappings:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - run: npx xmap check --format github
      - run: npx xmap compile --check
      - run: npx xmap test
`;

function readme({ name, pair, touchpoints }: ProjectChoice): string {
  const { shop, erp } = pair;
  const list = touchpoints.map((touchpoint) => `- ${touchpoint}: ${TOUCHPOINT_MEANINGS[touchpoint]}`).join("\n");
  const tryIt =
    shop.layers.length === 0
      ? `Without systems of your own: \`npx xmap sandbox --pair ${erp.called.toLowerCase()} > sandbox.env\` runs both on this machine; leave the pull out then, since they hold less than the real ones.`
      : `An ERP to try it with: \`npx xmap sandbox --pair ${erp.called.toLowerCase()} > sandbox.env\` (it brings an X-Cart along, which is not used here); add the shop's own variables to the file.`;
  return `# ${name}

${shop.called} and ${erp.called}, kept in step by [xmap](https://www.npmjs.com/package/@xmap/cli):

${list}

\`shared/\` holds systems, records and tables that the mappings share, \`${pair.name}/\` the mappings with their tests,
\`schemas/\` what the systems say of their records, \`tables/\` what people keep, such as which tax of the shop is which of the ERP.

## Discover

\`\`\`sh
npm install
cp .env.example sandbox.env && chmod 600 sandbox.env    # and fill it in
npx xmap doctor --env sandbox      # whether both systems answer, and what the accounts may do
npx xmap pull erp --env sandbox    # what your ERP's records really look like
npx xmap check
\`\`\`

${tryIt}

## Configure and map

Fill in \`tables/\`, change the \`.xmap\` files, and look at the result:

\`\`\`sh
npx xmap check
npx xmap fmt
npx xmap compile                   # commit generated/: the pipeline looks whether it is fresh
npx xmap docs                      # a page for those who know the business
\`\`\`

## Validate

\`\`\`sh
npx xmap test --coverage
npx xmap diff main                 # what your change does to records
npx xmap run --env staging --dry   # what would be written now; writes nothing
npx xmap run --env staging
\`\`\`

## Launch

\`\`\`sh
npx xmap sync --baseline --env production            # what both sides have in common; writes nothing
npx xmap sync --baseline --link --env production
npx xmap sync FLOW --all --env production            # load old records once; no customer is mailed
npx xmap run --env production
npx xmap status --env production
\`\`\`

Write the moment from which changes count as \`cutOver\` of \`production\` in \`xmap.json\` before the first \`xmap run\`.
`;
}
