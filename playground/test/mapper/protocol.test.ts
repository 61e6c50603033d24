import { afterEach, expect, test } from "vitest";
import { applyChanges } from "../../src/worker/apply-changes.ts";
import { connect, FIRST_STEPS } from "../support.ts";

const PATH = "contacts.xmap";
const MAPPING = { path: PATH, name: "Contact" };
const TEXT = FIRST_STEPS.files.get(PATH) ?? "";
const connections: { close(): void }[] = [];
afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
});

function openFirstSteps() {
  const connection = connect();
  connections.push(connection);
  connection.client.open(FIRST_STEPS.files);
  return connection.client;
}

test("the worker sends a picture's trees once, and again when a schema is another one", async () => {
  const client = openFirstSteps();
  const first = await client.ask("picture", { ...MAPPING, knownSides: undefined });
  expect(first?.sides?.left.entity).toBe("Customer");
  client.edit(PATH, [{ offset: TEXT.indexOf("newsletter"), length: "newsletter".length, text: "id" }]);
  const second = await client.ask("picture", { ...MAPPING, knownSides: first?.sidesKey });
  expect(second?.sides).toBeUndefined();
  expect(second?.lines.find(({ target }) => target === "subscribed")?.sources).toEqual(["id"]);
  const path = "schemas/shop/customers.json";
  client.put(path, (FIRST_STEPS.files.get(path) ?? "").replace('"newsletter": {', '"news": {'));
  const third = await client.ask("picture", { ...MAPPING, knownSides: first?.sidesKey });
  expect(third?.sides?.left.fields.map(({ name }) => name)).toContain("news");
});

test("a mapping that is not there has no picture", async () => {
  const client = openFirstSteps();
  expect(await client.ask("picture", { path: PATH, name: "Nothing", knownSides: undefined })).toBeNull();
  const intent = { kind: "removeItem", item: "email" } as const;
  const answer = await client.ask("editPicture", { path: PATH, name: "Nothing", intent });
  expect(answer).toMatchObject({ kind: "refused" });
});

test("an edit of the picture is answered as changes of the text, and nothing of what was tried stays", async () => {
  const client = openFirstSteps();
  const from = { side: "left", path: "id" } as const;
  const intent = { kind: "addRule", from, to: { side: "right", path: "display_name" }, block: undefined } as const;
  const answer = await client.ask("editPicture", { ...MAPPING, intent });
  if (answer?.kind !== "edited") throw new Error("The edit was refused.");
  expect(applyChanges(TEXT, answer.changes)).toMatch(/\n {2}id +-> display_name\n/);
  expect(await client.ask("diagnostics", {})).toEqual([]);
  client.edit(PATH, answer.changes);
  expect((await client.ask("diagnostics", {}))?.map(({ code }) => code)).toEqual(["duplicate-target"]);
});
