import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../../..");
const skeleton = join(root, "packages/cli/templates/connector");

interface Fault {
  /** Faults of one copy do not touch each other's tests. */
  readonly copy: number;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  /** The test that must notice it. */
  readonly noticed: RegExp;
}

/** What can be wrong with a connector, and who is to notice it. */
const FAULTS: Readonly<Record<string, Fault>> = {
  "empty text stays empty": {
    copy: 0,
    file: "values.ts",
    right: ' || value === ""',
    wrong: "",
    noticed: /empty text is null/,
  },
  "instants keep their zone": {
    copy: 1,
    file: "values.ts",
    right: "toInstant(value) ?? value",
    wrong: "value",
    noticed: /an instant is UTC text/,
  },
  "a missing record is a failure": {
    copy: 1,
    file: "session.ts",
    right: '.class === "NotFound") return undefined;',
    wrong: '.class === "NotFound") throw thrown;',
    noticed: /a key that no record has is undefined/,
  },
  "a create calls itself a read": {
    copy: 0,
    file: "session.ts",
    right: 'path: "/api/items", json, writes: true',
    wrong: 'path: "/api/items", json, writes: false',
    noticed: /a create whose answer is lost has an unknown effect/,
  },
  "a change writes more than the patch": {
    copy: 2,
    file: "session.ts",
    right: "json: values, writes: true",
    wrong: "json: { name: null, ...values }, writes: true",
    noticed: /writes what the patch names and nothing else/,
  },
  "polls do not reach back": {
    copy: 2,
    file: "session.ts",
    right: "          overlapSeconds,\n",
    wrong: "          overlapSeconds: 0,\n",
    noticed: /a transaction that becomes visible after its stamp/,
  },
  "a full last page ends the list": {
    copy: 2,
    file: "session.ts",
    right: "records.length < limit || last",
    wrong: "records.length <= limit || last",
    noticed: /each comes once, whatever the size of a page/,
  },
  "only the first field counts": {
    copy: 1,
    file: "session.ts",
    right: "const query = fields.map(",
    wrong: "const query = fields.slice(0, 1).map(",
    noticed: /two fields must both fit/,
  },
  "an operation is never found done": {
    copy: 0,
    file: "operations.ts",
    right: 'done: ({ status }) => status === "released"',
    wrong: "done: () => false",
    noticed: /release is not done before, is done after, and once/,
  },
  "an operation is tried twice": {
    copy: 1,
    file: "session.ts",
    right: "const { path } = operationOf(resource, operation);",
    wrong:
      "const { path } = operationOf(resource, operation);\n" +
      '      await send({ method: "POST", path: "/api/items/1/release", json: {}, writes: true }).catch(() => {});',
    noticed: /release whose answer is lost/,
  },
  "messages keep the secret": {
    copy: 1,
    file: "session.ts",
    right: "secrets: [key],",
    wrong: "secrets: [],",
    noticed: /a read: 401, or wrong credentials/,
  },
  "nobody checks webhooks": {
    copy: 0,
    file: "webhook.ts",
    right: "verifyStandardWebhook(context, request, secrets, settings.clock.now())",
    wrong: 'String(request.headers["webhook-id"] ?? verifyStandardWebhook.name)',
    noticed: /one that somebody else signed is Unauthorized/,
  },
  "connections stay open": {
    copy: 0,
    file: "session.ts",
    right: "      client.close();\n",
    wrong: "",
    noticed: /a closed session holds no connection/,
  },
};

let failed: ReadonlyMap<string, readonly string[]>;
const folder = mkdtempSync(join(tmpdir(), "xmap-faulty-"));

beforeAll(() => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const { copy, file, right, wrong } of Object.values(FAULTS)) {
    const place = join(folder, String(copy));
    if (!existsSync(place)) cpSync(skeleton, place, { recursive: true });
    const text = readFileSync(join(place, file), "utf8");
    expect(text.split(right), right).toHaveLength(2);
    writeFileSync(
      join(place, file),
      text.replace(right, () => wrong),
    );
  }
  const conditions = JSON.stringify(["@xmap/source", "module", "node", "development|production"]);
  const resolving = `resolve: { conditions: ${conditions} }, ssr: { resolve: { conditions: ${conditions} } }`;
  writeFileSync(join(folder, "vitest.config.ts"), `export default { ${resolving}, test: { maxWorkers: 2 } };`);
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST|NODE_ENV|NODE_OPTIONS)/.test(name));
  const words = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=json", "--outputFile=report.json"];
  spawnSync(process.execPath, words, { cwd: folder, env: Object.fromEntries(own), encoding: "utf8" });
  failed = failuresIn(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

function failuresIn(report: Report): ReadonlyMap<string, readonly string[]> {
  return new Map(
    report.testResults.map(({ name, assertionResults }) => [
      /\/(\d+)\/conformance\.test\.ts$/.exec(name)?.[1] ?? name,
      assertionResults.filter(({ status }) => status === "failed").map(({ title }) => title),
    ]),
  );
}

test.each(Object.entries(FAULTS).map(([name, { noticed, copy }]) => [name, noticed, copy] as const))(
  "a connector in which %s does not pass",
  (_name, noticed, copy) => {
    expect(failed.get(String(copy))).toEqual(expect.arrayContaining([expect.stringMatching(noticed)]));
  },
);
