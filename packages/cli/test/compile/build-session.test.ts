import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectorDescription, EntitySchema } from "@xmap/contract";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BuildCache } from "../../src/compile/build-cache.ts";
import { type BuildInput, BuildSession } from "../../src/compile/build-session.ts";

const text: EntitySchema = { type: "string" };
const SCHEMA: EntitySchema = {
  type: "object",
  properties: {
    id: { type: "integer", readOnly: true },
    code: { ...text, "x-xmap-searchable": true },
    name: { type: ["string", "null"] },
    note: text,
  },
  required: ["id", "code", "name", "note"],
};
const TARGET: EntitySchema = { ...SCHEMA, required: ["code"] };
const DESCRIPTION: ConnectorDescription = {
  connector: "made",
  description: "A made system.",
  options: { type: "object", properties: {} },
  capabilities: [],
  resources: { thing: { description: "a thing", changes: "cursor", operations: {}, joins: [] } },
};
const SYSTEMS = `xmap 1
system left = made {}
system right = made {}
entity From = left.thing { key id }
entity Into = right.thing { key id }
`;
const binding = (name: string, rules: string): string =>
  `xmap 1\nimport { From, Into } from "./systems.xmap"\nbinding ${name}: From -> Into {\n  code -> code key\n${rules}}\n`;

let sources: Map<string, string>;
let stamp: string;
const input: BuildInput = {
  listSources: () => [...sources.keys()].filter((path) => path.endsWith(".xmap")).sort(),
  openHost: () => ({
    readFile: (path) => sources.get(path),
    listSchemas: () => ["thing"],
    readSchema: (system) => (system === "left" ? SCHEMA : TARGET),
    readDescription: () => DESCRIPTION,
  }),
  schemaStamp: () => stamp,
};
const OPTIONS = { sourceMap: {} };

beforeEach(() => {
  stamp = "1";
  sources = new Map([
    ["systems.xmap", SYSTEMS],
    ["first.xmap", binding("First", "  name -> name\n")],
    ["second.xmap", binding("Second", "")],
    ["third.xmap", binding("Third", "")],
  ]);
});

async function fromNothing() {
  const { files } = await new BuildSession(input, OPTIONS).build();
  return files;
}

async function started(): Promise<BuildSession> {
  const session = new BuildSession(input, OPTIONS);
  const { diagnostics } = await session.build();
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return session;
}

function byPath(files: Awaited<ReturnType<typeof fromNothing>>) {
  return new Map(files?.map((file) => [file.path, file]));
}

it("a build without changes compiles nothing", async () => {
  const session = await started();
  const { compiled, files } = await session.build();
  expect(compiled).toEqual([]);
  expect(byPath(files)).toEqual(byPath(await fromNothing()));
});

const CHANGES: readonly (readonly [string, () => void, readonly string[]])[] = [
  [
    "a rule reads another field",
    () => sources.set("second.xmap", binding("Second", "  note -> note\n")),
    ["second.xmap", "systems.xmap"],
  ],
  [
    "a rule that alone read a field goes",
    () => sources.set("first.xmap", binding("First", "")),
    ["first.xmap", "systems.xmap"],
  ],
  [
    "a file is imported by all",
    () => sources.set("systems.xmap", `${SYSTEMS}\n// more\n`),
    [...["first", "second", "systems", "third"].map((name) => `${name}.xmap`)],
  ],
  [
    "an entity is declared",
    () =>
      sources.set(
        "second.xmap",
        `${binding("Second", "")}system more = made {}\nentity More = more.thing { key code }\n`,
      ),
    ["first.xmap", "second.xmap", "systems.xmap", "third.xmap"],
  ],
  [
    "a file comes",
    () => sources.set("fourth.xmap", binding("Fourth", "  name -> note when name != null\n")),
    ["first.xmap", "fourth.xmap", "second.xmap", "systems.xmap", "third.xmap"],
  ],
  ["a file goes", () => sources.delete("third.xmap"), ["first.xmap", "second.xmap", "systems.xmap"]],
  [
    "a schema changes",
    () => {
      stamp = "2";
    },
    ["first.xmap", "second.xmap", "systems.xmap", "third.xmap"],
  ],
];

it.each(CHANGES)("when %s, what is built again is equal to a build from nothing", async (_what, change, compiled) => {
  const session = await started();
  change();
  const result = await session.build();
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect([...result.compiled].sort()).toEqual(compiled);
  expect(byPath(result.files)).toEqual(byPath(await fromNothing()));
});

it("a set of rules that two files include is built with both", async () => {
  const rules = 'xmap 1\nimport { From, Into } from "./systems.xmap"\nrules Names: From -> Into {\n  name -> name\n}\n';
  const including = (name: string, more: string): string =>
    `${binding(name, `  include Names\n${more}`)}`.replace("binding", 'import { Names } from "./names.xmap"\nbinding');
  sources.set("names.xmap", rules);
  sources.set("first.xmap", including("First", ""));
  sources.set("second.xmap", including("Second", ""));
  const session = await started();
  sources.set("second.xmap", including("Second", "  note -> note\n"));
  const { files, compiled, diagnostics } = await session.build();
  expect(diagnostics).toEqual([]);
  expect(compiled).toHaveLength(5);
  expect(byPath(files)).toEqual(byPath(await fromNothing()));
});

it("an error stops the build, and after its mend everything is as from nothing", async () => {
  const session = await started();
  sources.set("second.xmap", binding("Second", "  missing -> name\n"));
  const broken = await session.build();
  expect(broken.files).toBeUndefined();
  expect(broken.diagnostics.map(({ file }) => file)).toEqual(["second.xmap"]);
  sources.set("second.xmap", binding("Second", "  name -> name\n"));
  expect(byPath((await session.build()).files)).toEqual(byPath(await fromNothing()));
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xmap-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cacheFiles(): readonly string[] {
  return readdirSync(join(folder, ".xmap"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, ".xmap", name));
}

function keep(session: BuildSession, key: string): void {
  if (session.state === undefined) throw new Error("nothing was built");
  new BuildCache(folder, key).write(session.state);
}

it("a later process goes on with the cache", async () => {
  const first = await started();
  keep(first, "key");
  sources.set("second.xmap", binding("Second", "  name -> name\n"));
  const session = new BuildSession(input, OPTIONS, new BuildCache(folder, "key").read());
  const { files, compiled } = await session.build();
  expect([...compiled].sort()).toEqual(["second.xmap", "systems.xmap"]);
  expect(byPath(files)).toEqual(byPath(await fromNothing()));
});

it("a cache of another compiler, or without the last build's parts, is as if it were not there", async () => {
  keep(await started(), "key");
  expect(new BuildCache(folder, "other").read()).toBeUndefined();
  for (const file of cacheFiles()) {
    const whole = readFileSync(file, "utf8");
    for (const damaged of [whole.slice(0, -5), whole.replace("systems", "sistems"), ""]) {
      if (damaged === whole) continue;
      writeFileSync(file, damaged);
      expect(new BuildCache(folder, "key").read()).toBeUndefined();
    }
    rmSync(file);
    expect(new BuildCache(folder, "key").read()).toBeUndefined();
    writeFileSync(file, whole);
  }
  expect(new BuildCache(folder, "key").read()).toBeDefined();
});

it("a cache keeps the last key alone", async () => {
  keep(await started(), "key");
  const before = cacheFiles().length;
  keep(await started(), "newer");
  expect(cacheFiles()).toHaveLength(before);
  expect(new BuildCache(folder, "key").read()).toBeUndefined();
});
