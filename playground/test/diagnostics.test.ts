import { checkProject } from "@xmap/language";
import { afterEach, expect, test } from "vitest";
import { createFileHost } from "../src/project/file-host.ts";
import { mappingPaths, type ProjectFiles } from "../src/project/project-files.ts";
import { connect, EXAMPLES, FIRST_STEPS } from "./support.ts";

const connections: { close(): void }[] = [];
afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
});

function open(files: ProjectFiles) {
  const connection = connect((path) => files.get(path));
  connections.push(connection);
  connection.client.open(files);
  return connection.client;
}

function checked(files: ProjectFiles) {
  return checkProject(mappingPaths(files), createFileHost(files)).diagnostics;
}

test.each(EXAMPLES)("the worker finds in $id what the compiler finds", async ({ files }) => {
  expect(await open(files).ask("diagnostics", {})).toEqual(checked(files));
});

test.each(EXAMPLES)("$id has no errors", ({ files }) => {
  expect(checked(files).filter((diagnostic) => diagnostic.severity === "error")).toEqual([]);
});

const FAULTS: readonly (readonly [name: string, fault: (text: string) => string])[] = [
  ["an unknown field", (text) => text.replace("-> email", "-> e_mail")],
  ["an unknown source", (text) => text.replace("first_name", "firstname")],
  ["a rule cut short", (text) => text.slice(0, text.indexOf("newsletter"))],
  ["a missing import", (text) => text.replace("systems.xmap", "system.xmap")],
  ["no text at all", () => ""],
  ["another language", () => '{ "this": ["is", "JSON"] }'],
  ["half a template", (text) => text.replace('address"', "address {")],
  ["a map without an answer", (text) => text.replace('"silver" -> 5', '"silver" ->')],
  ["a name declared twice", (text) => `${text}\nbinding Contact: Customer -> ContactCard {\n  email -> email key\n}\n`],
  ["letters outside of the basic plane", (text) => text.replace("customer {id}", "🧭 {ident}")],
  ["Windows line ends and an unknown word", (text) => text.replaceAll("\n", "\r\n").replace("require", "requires")],
];

test.each(FAULTS)("the worker finds in a file with %s what the compiler finds", async (_, fault) => {
  const text = FIRST_STEPS.files.get("contacts.xmap") ?? "";
  const files = new Map(FIRST_STEPS.files).set("contacts.xmap", fault(text));
  const found = await open(files).ask("diagnostics", {});
  expect(found).toEqual(checked(files));
  expect(found).not.toEqual([]);
});

test.each(FAULTS)(
  "typing %s into a file that was fine finds the same, and nothing once it is undone",
  async (_, fault) => {
    const path = "contacts.xmap";
    const text = FIRST_STEPS.files.get(path) ?? "";
    const faulty = fault(text);
    const client = open(FIRST_STEPS.files);
    client.edit(path, [{ offset: 0, length: text.length, text: faulty }]);
    expect(await client.ask("diagnostics", {})).toEqual(checked(new Map(FIRST_STEPS.files).set(path, faulty)));
    client.edit(path, [{ offset: 0, length: faulty.length, text }]);
    expect(await client.ask("diagnostics", {})).toEqual([]);
  },
);
