import { afterEach, expect, test } from "vitest";
import { applyChanges } from "../src/worker/apply-changes.ts";
import { connect, FIRST_STEPS } from "./support.ts";

const PATH = "contacts.xmap";
const TEXT = FIRST_STEPS.files.get(PATH) ?? "";
const connections: { close(): void }[] = [];
afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
});

function openFirstSteps(texts: ReadonlyMap<string, string> = FIRST_STEPS.files) {
  const connection = connect((path) => texts.get(path));
  connections.push(connection);
  connection.client.open(FIRST_STEPS.files);
  return connection;
}

test("an edit that comes before a question is in its answer", async () => {
  const { client } = openFirstSteps();
  client.edit(PATH, [{ offset: TEXT.indexOf("newsletter"), length: "newsletter".length, text: "nonsense" }]);
  const found = await client.ask("diagnostics", {});
  expect(found?.map(({ code }) => code)).toEqual(["unknown-field"]);
});

test("a question about a text that has been edited meanwhile is not answered", async () => {
  const { client, sent } = openFirstSteps();
  const asked = client.ask("hover", { path: PATH, offset: TEXT.indexOf("newsletter") });
  client.edit(PATH, [{ offset: 0, length: 0, text: " " }]);
  expect(await asked).toBeUndefined();
  expect(sent.map(({ kind }) => kind)).toEqual(["stale"]);
});

test("a question that is cancelled while it waits costs nothing", async () => {
  const { client, sent } = openFirstSteps();
  let cancel = () => {};
  const asked = client.ask(
    "references",
    { path: PATH, offset: TEXT.indexOf("Discount") },
    {
      isCancelled: () => false,
      onCancelled: (listener) => {
        cancel = listener;
      },
    },
  );
  cancel();
  expect(await asked).toBeUndefined();
  expect(sent.map(({ kind }) => kind)).toEqual(["stale"]);
});

test("a question that is cancelled before it is asked is not sent", async () => {
  const { client, received } = openFirstSteps();
  const cancelled = { isCancelled: () => true, onCancelled: () => {} };
  expect(await client.ask("hover", { path: PATH, offset: 0 }, cancelled)).toBeUndefined();
  expect(received.filter(({ kind }) => kind === "ask")).toEqual([]);
});

test("what somebody waits for at the cursor is answered before the rest", async () => {
  const { client, sent } = openFirstSteps();
  const order: string[] = [];
  await Promise.all([
    client.ask("workspaceSymbols", { query: "" }).then(() => order.push("workspaceSymbols")),
    client.ask("diagnostics", {}).then(() => order.push("diagnostics")),
    client.ask("completion", { path: PATH, offset: TEXT.indexOf("newsletter") }).then(() => order.push("completion")),
  ]);
  expect(order).toEqual(["completion", "diagnostics", "workspaceSymbols"]);
  expect(sent).toHaveLength(3);
});

test("changes that do not follow on the text that is there bring the whole text", async () => {
  const texts = new Map(FIRST_STEPS.files);
  const { client, received } = openFirstSteps(texts);
  texts.set(PATH, TEXT.replace("newsletter", "nonsense"));
  client.edit(PATH, [{ offset: TEXT.length + 50, length: 1, text: "" }]);
  await expect.poll(() => received.some(({ kind }) => kind === "put")).toBe(true);
  const found = await client.ask("diagnostics", {});
  expect(found?.map(({ code }) => code)).toEqual(["unknown-field"]);
});

test("another project ends the questions about the one before", async () => {
  const { client } = openFirstSteps();
  const asked = client.ask("diagnostics", {});
  client.open(new Map([["a.xmap", "xmap 1\nnonsense\n"]]));
  expect(await asked).toBeUndefined();
  expect((await client.ask("diagnostics", {}))?.map(({ file }) => file)).toContain("a.xmap");
});

test("a removed file is missed by those that import it", async () => {
  const { client } = openFirstSteps();
  client.remove("systems.xmap");
  expect((await client.ask("diagnostics", {}))?.map(({ code }) => code)).toContain("missing-import-file");
});

test("a changed schema is checked against", async () => {
  const { client } = openFirstSteps();
  const path = "schemas/shop/customers.json";
  const schema = FIRST_STEPS.files.get(path) ?? "";
  client.put(path, schema.replace('"newsletter": {', '"news": {'));
  expect((await client.ask("diagnostics", {}))?.map(({ code }) => code)).toContain("unknown-field");
});

test.each([
  [
    "several changes whose places are those before",
    "abcdef",
    [
      [1, 1, "xx"],
      [4, 0, "-"],
    ],
    "axxcd-ef",
  ],
  ["a change of nothing", "abc", [], "abc"],
  ["a change behind the end", "abc", [[3, 1, ""]], undefined],
  [
    "overlapping changes",
    "abcdef",
    [
      [1, 3, ""],
      [2, 3, ""],
    ],
    undefined,
  ],
] as const)("%s", (_, text, changes, changed) => {
  expect(
    applyChanges(
      text,
      changes.map(([offset, length, by]) => ({ offset, length, text: by })),
    ),
  ).toBe(changed);
});
