import { type ConnectorSession, type DataRecord, Failure, type ManyAtOnce } from "@xmap/contract";
import { beforeEach, expect, it } from "vitest";
import { CallJoiner } from "../../src/engine/call-joiner.ts";
import { Bench } from "../fakes/bench.ts";
import { mappingModule } from "../fakes/order-mapping.ts";

let requests: (readonly number[])[];
beforeEach(() => {
  requests = [];
});

async function double(items: readonly number[]): Promise<readonly number[]> {
  requests.push(items);
  await new Promise<void>((resolve) => setImmediate(resolve));
  return items.map((item) => item * 2);
}

function refusing(bad: number, parts: { readonly kind: "Invalid" | "Transient" }) {
  return async (items: readonly number[]): Promise<readonly number[]> => {
    requests.push(items);
    if (items.includes(bad))
      throw new Failure({ class: parts.kind, system: "erp", operation: "create", message: `${bad} is bad` });
    return items;
  };
}

it("joins what is asked for in one turn, at most so many in a request", async () => {
  const joiner = new CallJoiner<number, number>(3);
  const asked = [1, 2, 3, 4].map((item) => joiner.ask("one", item, double));
  expect(await Promise.all(asked)).toEqual([2, 4, 6, 8]);
  expect(requests).toEqual([[1, 2, 3], [4]]);
});

it("lets what comes while requests are under way wait for the next one", async () => {
  const joiner = new CallJoiner<number, number>(100);
  const free: (() => void)[] = [];
  const slow = async (items: readonly number[]): Promise<readonly number[]> => {
    requests.push(items);
    await new Promise<void>((resolve) => free.push(resolve));
    return items;
  };
  const asked: Promise<number>[] = [];
  for (const item of [1, 2, 3, 4, 5]) {
    asked.push(joiner.ask("one", item, slow));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  expect(requests).toEqual([[1], [2]]);
  free.shift()?.();
  await expect.poll(() => requests).toEqual([[1], [2], [3, 4, 5]]);
  for (const answer of free) answer();
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 5]);
});

it("does not join calls of different groups", async () => {
  const joiner = new CallJoiner<number, number>(100);
  await Promise.all([joiner.ask("one", 1, double), joiner.ask("two", 2, double)]);
  expect(requests).toEqual([[1], [2]]);
});

it("lets only the faulty item fail, in few requests", async () => {
  const joiner = new CallJoiner<number, number>(100);
  const send = refusing(37, { kind: "Invalid" });
  const asked = Array.from({ length: 100 }, (_, item) => joiner.ask("one", item, send));
  const results = await Promise.allSettled(asked);
  expect(results.flatMap(({ status }, index) => (status === "rejected" ? [index] : []))).toEqual([37]);
  expect(requests.length).toBeLessThanOrEqual(15);
});

it("repeats nothing of which the system may have done a part", async () => {
  const joiner = new CallJoiner<number, number>(100);
  const send = refusing(2, { kind: "Transient" });
  const results = await Promise.allSettled([1, 2, 3].map((item) => joiner.ask("one", item, send)));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(requests).toEqual([[1, 2, 3]]);
});

/** An ERP that takes a hundred records in one request. */
function takingMany(bench: Bench): { readonly session: ConnectorSession; readonly counted: () => number } {
  let counted = 0;
  const { erp } = bench;
  const many: ManyAtOnce = {
    limit: 100,
    read: ({ keys, ...shape }) => {
      counted += 1;
      return Promise.all(keys.map((key) => erp.read({ ...shape, key })));
    },
    search: ({ matches, ...shape }) => {
      counted += 1;
      return Promise.all(matches.map((match) => erp.search({ ...shape, match })));
    },
    create: ({ resource, creates }) => {
      counted += 1;
      return Promise.all(creates.map((create) => erp.create({ resource, ...create })));
    },
  };
  return { session: Object.assign(erp, { many }), counted: () => counted };
}

it("an initial load makes few requests where the system takes many records at once", async () => {
  const bench = new Bench();
  const { counted } = takingMany(bench);
  await bench.crash({ modules: [mappingModule()], watches: false });
  await bench.engine.start();
  for (let id = 1; id <= 1_000; id += 1) bench.order(id, { email: `${id}@b.c` });
  await bench.engine.goingLive.fill({ flow: "OrderToCash", since: undefined, anew: false });
  await bench.drain();
  expect(bench.erp.all("sale")).toHaveLength(1_000);
  expect(bench.ends.filter(({ outcome }) => outcome === "delivered")).toHaveLength(1_000);
  expect(counted()).toBeLessThan(150);
});

it("one record that the system refuses does not keep its neighbours from being made", async () => {
  const bench = new Bench();
  const { many } = takingMany(bench).session;
  const refuse = (requests: readonly { readonly values: DataRecord }[]): void => {
    if (requests.some(({ values }) => values.note === "refused"))
      throw new Failure({ class: "Invalid", system: "erp", operation: "create", message: "the note is refused" });
  };
  const create = bench.erp.create.bind(bench.erp);
  const choosy: Partial<ConnectorSession> = {
    many: {
      limit: 100,
      create: async (request) => {
        refuse(request.creates);
        return (await many?.create?.(request)) ?? [];
      },
    },
    create: async (request) => {
      refuse([request]);
      return create(request);
    },
  };
  Object.assign(bench.erp, choosy);
  await bench.crash({ modules: [mappingModule()], watches: false });
  await bench.engine.start();
  for (let id = 1; id <= 50; id += 1) bench.order(id, { email: `${id}@b.c`, note: id === 25 ? "refused" : "taken" });
  await bench.engine.goingLive.fill({ flow: "OrderToCash", since: undefined, anew: false });
  await bench.drain();
  expect(bench.erp.all("sale")).toHaveLength(49);
  expect(bench.ends.filter(({ outcome }) => outcome === "rejected")).toHaveLength(1);
});

it("heavy items fill a request sooner, and one that is too heavy goes alone", async () => {
  const joiner = new CallJoiner<number, number>(10, (item) => item);
  const asked = [4, 5, 3, 20, 1].map((item) => joiner.ask("one", item, double));
  expect(await Promise.all(asked)).toEqual([8, 10, 6, 40, 2]);
  expect(requests).toEqual([[4, 5], [3], [20], [1]]);
});
