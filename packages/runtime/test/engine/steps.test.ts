import type { StepModule } from "@xmap/runtime";
import { type Logger, SILENT_LOGGER } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule, type Order, PRODUCT, PRODUCT_ID } from "../fakes/order-mapping.ts";

const place = { file: "orders.xmap", line: 1 };
let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

interface State {
  readonly order: Order;
  readonly item: Order["items"][number];
  readonly product: { readonly sku: string };
  readonly named: string;
}

async function start(steps: readonly StepModule[], logger: Logger = SILENT_LOGGER): Promise<void> {
  bench.open({ modules: [mappingModule({ triggers: [], steps })], logger });
  await bench.engine.start();
}

const telling = { ...place, id: "tell", step: "notify", channel: "team" } as const;
const notify: StepModule = { ...telling, text: ({ order }: State) => `order ${order.id}` };

it("says a thing once for each record and text", async () => {
  const said: string[] = [];
  await start([notify], { ...SILENT_LOGGER, info: (_fields, message) => said.push(message) });
  bench.order(1);
  bench.order(2);
  for (const id of [1, 1, 2]) await bench.run(id);
  expect(said).toEqual(["order 1", "order 2"]);
});

it("takes a branch only when the installation offers what it needs", async () => {
  const hold: StepModule = {
    ...place,
    id: "hold",
    step: "outcome",
    outcome: () => ({ word: "hold", message: "offered" }),
  };
  const when = { ...place, id: "when", step: "when", condition: undefined, steps: [hold] } as const;
  await start([{ ...when, capability: { system: "erp", name: "tracking" } }]);
  bench.order(1);
  expect((await bench.run(1))?.outcome).toBe("unchanged");
  bench.erp.offers = ["tracking"];
  expect((await bench.run(1))?.outcome).toBe("held");
});

it("goes through a list, each member with results of its own, and looks values up", async () => {
  const seen: string[] = [];
  await start([
    {
      ...place,
      id: "items",
      step: "each",
      name: "item",
      list: ({ order }: State) => order.items,
      steps: [
        {
          ...place,
          id: "id",
          step: "value",
          assign: "named",
          lookups: [({ item }: State, ask) => ask.lookup(PRODUCT_ID, item.sku)],
          value: ({ item }: State, answers) => answers.lookup(PRODUCT_ID, "named", item.sku) as number,
        },
        { ...place, id: "read", step: "read", assign: "product", entity: PRODUCT, key: ({ named }: State) => [named] },
        {
          ...place,
          id: "check",
          step: "require",
          condition: ({ product }: State) => seen.push(product.sku) > 0,
          otherwise: () => ({ word: "fail", message: "never" }),
          shown: () => [],
        },
      ],
    },
  ]);
  bench.order(1, {
    items: [
      { id: 1, sku: "A", amount: 1 },
      { id: 2, sku: "B", amount: 1 },
    ],
  });
  expect((await bench.run(1))?.outcome).toBe("unchanged");
  expect(seen).toEqual(["A", "B"]);
  bench.order(1, { items: [{ id: 1, sku: "GHOST", amount: 1 }] });
  expect(await bench.run(1)).toMatchObject({ outcome: "rejected", step: "items/0/id" });
});

it("tries a `fail` again by the policy and ends it as a dead letter with its words", async () => {
  await start([
    { ...place, id: "fail", step: "outcome", outcome: () => ({ word: "fail", message: "stock is not known yet" }) },
  ]);
  bench.order(1);
  expect(await bench.run(1)).toMatchObject({ outcome: "dead", problems: [{ message: "stock is not known yet" }] });
});

it("rejects a record on which a condition fails to compute, instead of trying for ever", async () => {
  await start([
    {
      ...place,
      id: "odd",
      step: "when",
      capability: undefined,
      condition: ({ product }: State) => product.sku === "A",
      steps: [],
    },
  ]);
  bench.order(1);
  expect(await bench.run(1)).toMatchObject({ outcome: "rejected", step: "odd", attempts: 0 });
});

/** For each line of an order: an outcome for the SKUs that have one, then the product's name is told. */
function turns(words: Readonly<Record<string, "skip" | "hold" | "reject">>): readonly StepModule[] {
  const outcomes = Object.entries(words).map(
    ([sku, word]): StepModule => ({
      ...place,
      id: `when ${sku}`,
      step: "when",
      capability: undefined,
      condition: ({ item }: State) => item.sku === sku,
      steps: [{ ...place, id: word, step: "outcome", outcome: () => ({ word, message: `${word} ${sku}` }) }],
    }),
  );
  const tell: StepModule = { ...telling, text: ({ item }: State) => item.sku };
  const each: StepModule = {
    ...place,
    id: "each",
    step: "each",
    name: "item",
    list: ({ order }: State) => order.items,
    steps: [...outcomes, tell],
  };
  return [each, { ...telling, id: "after", text: () => "after" }];
}

it.each<readonly [Parameters<typeof turns>[0], said: string, outcome: string, problems: readonly string[]]>([
  [{}, "A B C after", "unchanged", []],
  [{ A: "skip", B: "skip" }, "C after", "skipped", ["skip A", "skip B"]],
  [{ A: "hold" }, "B C", "held", ["hold A"]],
  [{ A: "skip", B: "hold", C: "reject" }, "", "rejected", ["hold B", "reject C"]],
])("an outcome ends its turn: %j", async (words, expected, outcome, problems) => {
  const said: string[] = [];
  await start(turns(words), { ...SILENT_LOGGER, info: (_fields, message) => said.push(message) });
  bench.order(1, { items: ["A", "B", "C"].map((sku, index) => ({ id: index + 1, sku, amount: 1 })) });
  const end = await bench.run(1);
  expect(said.join(" ")).toBe(expected);
  expect(end).toMatchObject({ outcome, problems: problems.map((message) => ({ message })) });
});

it("runs a record no more often than its flow asks", async () => {
  bench.open({ modules: [mappingModule({ triggers: [], steps: [], atMostEveryMilliseconds: 60_000 })] });
  await bench.engine.start();
  bench.order(1);
  await bench.run(1);
  await bench.change(1);
  await bench.change(1);
  await bench.clock.advance(59_999);
  expect(bench.ends).toHaveLength(1);
  await bench.clock.advance(1);
  await settle();
  expect(bench.ends).toHaveLength(2);
});
