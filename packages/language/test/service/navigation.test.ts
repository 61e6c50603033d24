import { markedSource } from "@xmap/testing";
import { expect, test } from "vitest";
import { LanguageWorkspace } from "../../src/service/index.ts";
import { binding, file, flow } from "../snippets.ts";
import { memoryHost, openMain } from "./workspace.ts";

interface Case {
  readonly what: string;
  /** The first mark is the definition and the second asks for it; a single mark asks. */
  readonly source: string;
  /** File of the definition, where it is not the other mark. */
  readonly elsewhere?: string;
}

const cases: readonly Case[] = [
  { what: "a let", source: binding("let ~~~extra~~~ = number\n~~~$extra~~~ -> note") },
  {
    what: "the inner one of two lets of a name",
    source: binding("items -> lines each by id {\nlet ~~~x~~~ = name\n~~~$x~~~ -> name\n}\nlet x = number"),
  },
  {
    what: "a variable of a block",
    source: binding("($~~~x~~~ := number; ~~~$x~~~ & $x) -> note"),
  },
  { what: "a step's name", source: flow("~~~sale~~~ = sync order via ToSale\nrequire ~~~sale~~~.done else skip") },
  {
    what: "a step's name in a template",
    source: flow('~~~sale~~~ = sync order via ToSale\nrequire sale.done else hold "{~~~sale~~~.id}"'),
  },
  { what: "a flow's subject", source: flow("require ~~~order~~~.gift else skip", "flow Run for ~~~order~~~: Order") },
  { what: "a name of an each", source: flow('each ~~~item~~~ in order.items {\nnotify team.a "{~~~item~~~.name}"\n}') },
  {
    what: "a name given in two blocks: the one of its own",
    source: flow(
      "when order.gift {\nx = order.number\nrequire $exists(x) else skip\n}\nwhen $not(order.gift) {\n~~~x~~~ = order.email\nrequire $exists(~~~x~~~) else skip\n}",
    ),
  },
  {
    what: "a declaration of the same file",
    source: file('map ~~~M~~~: Sale.state { else -> "x" }\nbinding B: Sale -> Sale {\nstate -> note via ~~~M~~~\n}'),
  },
  {
    what: "a declaration of another file",
    source: binding("number -> note via ~~~ProductId~~~"),
    elsewhere: "systems.xmap",
  },
  {
    what: "an imported name",
    source: 'xmap 1\nimport { ~~~Order~~~ } from "./systems.xmap"\n',
    elsewhere: "systems.xmap",
  },
  {
    what: "an import's file",
    source: 'xmap 1\nimport { Order } from ~~~"./systems.xmap"~~~\n',
    elsewhere: "systems.xmap",
  },
  { what: "a field", source: binding("~~~number~~~ -> note"), elsewhere: "schemas/shop/order.json" },
  { what: "a target", source: binding("number -> ~~~note~~~"), elsewhere: "schemas/erp/sale.json" },
  {
    what: "a field behind a reference without an entity",
    source: file("lookup L: Country.region.~~~label~~~ -> Country.id { none -> keep }"),
    elsewhere: "schemas/erp/region.json",
  },
  {
    what: "a resource",
    source: file("entity X = shop.~~~order~~~ { key id }"),
    elsewhere: "schemas/shop/order.json",
  },
  {
    what: "an operation",
    source: flow('s = sync order via ToSale\ncall s.~~~confirm~~~(mode: "safe")'),
    elsewhere: "schemas/erp/connector.json",
  },
  {
    what: "a capability",
    source: flow("when shop offers ~~~tracking~~~ { skip }"),
    elsewhere: "schemas/shop/connector.json",
  },
  {
    what: "a connector",
    source: 'xmap 1\nsystem erp = ~~~ledger~~~ { url: env("U") }\n',
    elsewhere: "schemas/erp/connector.json",
  },
  {
    what: "the record of a test",
    source: binding("").concat('test "x" of ToSale {\n given ~~~"tests/order.json"~~~\n}'),
    elsewhere: "tests/order.json",
  },
];

test.for(cases)("the definition of $what", ({ source, elsewhere }) => {
  const { text, spans } = markedSource(source);
  const [given, used] = spans;
  const asked = elsewhere === undefined ? used : given;
  const places = openMain(text).definition("main.xmap", (asked?.start ?? 0) + 1);
  if (elsewhere === undefined) expect(places).toEqual([{ file: "main.xmap", span: given }]);
  else expect(places.map((place) => place.file)).toContain(elsewhere);
});

test("a field leads to its key in the pulled schema and to its refinement", () => {
  const json =
    '{ "properties": { "id": {}, "surcharges": { "items": { "properties": { "value": { "type": "number" } } } } } }';
  const { text, spans } = markedSource(binding("surcharges.~~~value~~~ -> tags"));
  const workspace = openMain(text, { "schemas/shop/order.json": json });
  const [inSchema, refinement] = workspace.definition("main.xmap", spans[0]?.start ?? 0);
  expect(inSchema?.file).toBe("schemas/shop/order.json");
  expect(json.slice(inSchema?.span.start, inSchema?.span.end)).toBe('"value"');
  expect(refinement?.file).toBe("systems.xmap");
});

test("a field leads into the file that the host says its schema stands in", () => {
  const answer = '{ "number": { "type": "char", "string": "Number" } }';
  const { text, spans } = markedSource(binding("~~~number~~~ -> note"));
  const host = memoryHost({ "main.xmap": text, "schemas/shop/order.fields.json": answer });
  const schemaFile = (system: string, resource: string) => `schemas/${system}/${resource}.fields.json`;
  const workspace = new LanguageWorkspace({ ...host, schemaFile });
  const [place] = workspace.definition("main.xmap", spans[0]?.start ?? 0);
  expect(place?.file).toBe("schemas/shop/order.fields.json");
  expect(answer.slice(place?.span.start, place?.span.end)).toBe('"number"');
  expect(workspace.documentLinks("main.xmap").every(({ target }) => !target.endsWith("order.json"))).toBe(true);
});

test("functions and unknown names have no definition", () => {
  for (const source of ["~~~$count~~~(items) -> pieces", "~~~nothing~~~ -> note", "number -> note via ~~~Nothing~~~"]) {
    const { text, spans } = markedSource(binding(source));
    expect(openMain(text).definition("main.xmap", spans[0]?.start ?? 0)).toEqual([]);
  }
});

function rolesOf(source: string, more: Readonly<Record<string, string>> = {}) {
  const { text, spans } = markedSource(source);
  const workspace = openMain(text, more);
  const found = workspace.references("main.xmap", spans[0]?.start ?? 0);
  const own = found.filter((reference) => reference.file === "main.xmap").map(({ span }) => span);
  expect(own).toEqual(spans);
  expect(workspace.highlights("main.xmap", spans[0]?.start ?? 0).map(({ span }) => span)).toEqual(spans);
  return found.map((reference) => `${reference.file} ${reference.role}`);
}

test("a declaration is referred to across files, imports among them", () => {
  const other =
    'xmap 1\nimport { Stage, Order, Sale } from "./main.xmap"\nbinding B: Order -> Sale {\n number -> note via Stage\n}\n';
  const source = file(
    "map ~~~Stage~~~: Order.number {\n  else -> keep\n}\nbinding A: Order -> Sale {\n number -> note via ~~~Stage~~~\n}",
  );
  expect(rolesOf(source, { "other.xmap": other })).toEqual([
    "main.xmap declaration",
    "main.xmap read",
    "other.xmap import",
    "other.xmap read",
  ]);
});

test("a let is referred to in its block, and a let of the same name elsewhere is another", () => {
  const source = binding(
    "let ~~~x~~~ = number\n~~~$x~~~ -> note\nitems -> lines each by id {\nlet x = name\n$x -> name\n}\n~~~$x~~~ & ~~~$x~~~ -> currency",
  );
  expect(rolesOf(source)).toEqual(["main.xmap declaration", "main.xmap read", "main.xmap read", "main.xmap read"]);
});

test("a field is referred to wherever its resource is mapped, read or written", () => {
  const source = file(
    'binding A: Order -> Sale {\n~~~number~~~ -> note\n~~~number~~~ & "x" -> currency\n}\nmap M: Order.~~~number~~~ { else -> keep }',
  );
  expect(rolesOf(source)).toEqual(["main.xmap read", "main.xmap read", "main.xmap read"]);
  const target = file("binding A: Order -> Sale {\nnumber -> ~~~note~~~\n}\nmap M: Sale.~~~note~~~ { else -> keep }");
  expect(rolesOf(target)).toEqual(["main.xmap write", "main.xmap read"]);
});

test("a step's name is not a field of the same name", () => {
  const source = flow(
    '~~~number~~~ = order.number\nrequire ~~~number~~~ != null else hold "{~~~number~~~} {order.number}"\nrequire $exists(order.items[number = "a"]) else skip',
  );
  expect(rolesOf(source)).toEqual(["main.xmap declaration", "main.xmap read", "main.xmap read"]);
});
