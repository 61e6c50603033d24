import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { compileProgram } from "@xmap/compiler";
import { csvConnector, httpConnector } from "@xmap/connectors";
import type { ConnectorDescription, EntitySchema, MappingModule } from "@xmap/contract";
import { checkProject } from "@xmap/language";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import {
  FRAUD_DOCUMENT,
  ORDER_SCHEMA,
  type Services,
  SHOP_DOCUMENT,
  startServices,
} from "./enrichment/fraud-service.ts";
import { Integration } from "./harness/integration.ts";
import { SteppedClock } from "./harness/stepped-clock.ts";

const MAPPING = `xmap 1

system shop = http { schema: "shop.json", url: env("SHOP_URL") }
system fraud = http { schema: "fraud.json", url: env("FRAUD_URL") }
system tables = csv { folder: "tables" }

entity Order = shop.orders { key id }
entity Limit = tables.limits { key country }

lookup LimitOf: Limit.country -> Limit.amount { none -> hold "no limit for {$}" }

flow Rated for order: Order where status = "open" {
  on change by poll every 60s

  limit = order.country via LimitOf
  risk = call fraud.score(order: order)
  require risk.score < 0.9 else hold "rated {risk.score}"
  when order.total > limit {
    report = call fraud.report(number: order.number)
  }
  write order { risk.advice -> advice }
}
`;

const LIMIT_SCHEMA: EntitySchema = {
  type: "object",
  required: ["country", "amount"],
  properties: { country: { type: "string", "x-xmap-searchable": true }, amount: { type: "number" } },
};

let folder: string;
let modules: readonly MappingModule[];

/** The description as a pull writes it: the connector's own words over the project's document. */
async function describe(schema: string, resources: readonly string[]): Promise<ConnectorDescription | undefined> {
  const settings = { system: "any", clock: new SteppedClock(), timeoutMilliseconds: 1_000, projectFolder: folder };
  const session = httpConnector.open({ ...settings, options: { schema, url: "http://127.0.0.1" } });
  const description = await session.describe?.(resources);
  await session.close();
  return description;
}

beforeAll(async () => {
  const parent = resolve(import.meta.dirname, "../../.tmp");
  mkdirSync(parent, { recursive: true });
  folder = mkdtempSync(join(parent, "enrichment-"));
  const files: Readonly<Record<string, string>> = {
    "shop.json": JSON.stringify(SHOP_DOCUMENT),
    "fraud.json": JSON.stringify(FRAUD_DOCUMENT),
    "tables/limits.csv": "country,amount\nDE,100\nFR,50\n",
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const limits = { description: "Limits.", changes: "fullScan", operations: {}, joins: [] } as const;
  const descriptions: Readonly<Record<string, ConnectorDescription | undefined>> = {
    shop: await describe("shop.json", ["orders"]),
    fraud: await describe("fraud.json", []),
    tables: { ...csvConnector.description, resources: { limits } },
  };
  const schemas: Readonly<Record<string, EntitySchema>> = {
    "shop/orders": ORDER_SCHEMA as EntitySchema,
    "tables/limits": LIMIT_SCHEMA,
  };
  const { program, diagnostics } = checkProject(["rated.xmap"], {
    readFile: (path) => (path === "rated.xmap" ? MAPPING : undefined),
    readSchema: (system, resource) => schemas[`${system}/${resource}`],
    listSchemas: () => [],
    readDescription: (system) => descriptions[system],
  });
  if (program === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  modules = await Promise.all(
    compileProgram(program, { schemaHash: "" }).map(async ({ path, text }) => {
      writeFileSync(join(folder, path), text);
      return (await import(pathToFileURL(join(folder, path)).href)) as MappingModule;
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface World {
  readonly services: Services;
  readonly integration: Integration;
}

async function start(): Promise<World> {
  const services = await startServices();
  onTestFinished(() => services.stop());
  const clock = new SteppedClock();
  const url = services.address;
  const integration = await Integration.start({
    modules,
    clock,
    systems: {
      shop: { connector: httpConnector, options: { schema: join(folder, "shop.json"), url } },
      fraud: { connector: httpConnector, options: { schema: join(folder, "fraud.json"), url } },
      tables: { connector: csvConnector, options: { folder: join(folder, "tables") } },
    },
  });
  return { services, integration };
}

function place({ services, integration }: World, id: number, fields: object = {}): void {
  const updated_at = new Date(integration.clock.now()).toISOString();
  const usual = { id, number: `A${id}`, status: "open", country: "DE", email: "ann@example.com", total: 20 };
  services.orders.set(id, { ...usual, advice: null, updated_at, ...fields });
}

const adviceOf = ({ services }: World, id: number) => services.orders.get(id)?.advice;

it("an order is enriched from a service and a table, and the service hears nothing but what it asks for", async () => {
  const world = await start();
  place(world, 1);
  await world.integration.settle();
  expect(adviceOf(world, 1)).toBe("accept");
  expect(new Set(world.services.asked.map((each) => JSON.stringify(each)))).toEqual(
    new Set([JSON.stringify(["/score", { order: { number: "A1", total: 20 } }])]),
  );
  expect(await world.integration.problems()).toEqual([]);
});

it("a lost answer of a question is asked for again", async () => {
  const world = await start();
  world.services.lost.push({ path: "/score", done: true });
  place(world, 1);
  await world.integration.settle();
  expect(adviceOf(world, 1)).toBe("accept");
  expect(world.services.lost).toEqual([]);
  expect(await world.integration.problems()).toEqual([]);
});

it("a lost answer of a report holds the order, and nothing is reported twice", async () => {
  const world = await start();
  world.services.lost.push({ path: "/reports", done: true });
  place(world, 1, { total: 150 });
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([
    expect.stringMatching(/^held: fraud\.report was called and its answer is lost/),
  ]);
  expect([world.services.reports, adviceOf(world, 1)]).toEqual([["A1"], null]);

  await world.integration.engine.operations.decide({ decision: "release" }, {}, "ann", false);
  await world.integration.settle();
  expect([world.services.reports, adviceOf(world, 1)]).toEqual([["A1", "A1"], "accept"]);
});

it("a report is filed once, however often the flow runs", async () => {
  const world = await start();
  place(world, 1, { total: 150 });
  await world.integration.settle();
  place(world, 1, { total: 150, email: "bea@example.com" });
  await world.integration.settle();
  expect([world.services.reports, adviceOf(world, 1)]).toEqual([["A1"], "accept"]);
});

it("orders wait while the service is down, and go on when it answers again", async () => {
  const world = await start();
  const { services, integration } = world;
  services.isDown = true;
  place(world, 1);
  place(world, 2);
  await integration.engine.poll();
  await expect
    .poll(async () => {
      integration.clock.advance(1_000);
      return integration.engine.summary().pausedSystems.map(({ system }) => system);
    })
    .toEqual(["fraud"]);
  expect([adviceOf(world, 1), adviceOf(world, 2)]).toEqual([null, null]);
  expect(await integration.problems()).toEqual([]);
  services.isDown = false;
  await integration.settle();
  expect([adviceOf(world, 1), adviceOf(world, 2)]).toEqual(["accept", "accept"]);
});

it("an answer that the description does not know rejects the order, and one that is too high holds it", async () => {
  const world = await start();
  world.services.score = { score: 0.1, advice: "maybe" };
  place(world, 1);
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([
    expect.stringMatching(/^rejected: .*score\.advice.*accept, review/),
  ]);
  world.services.score = { score: 0.95, advice: "review" };
  place(world, 2);
  await world.integration.settle();
  expect(await world.integration.problems()).toContain("held: rated 0.95");
  expect([adviceOf(world, 1), adviceOf(world, 2)]).toEqual([null, null]);
});
