import { privateLogger } from "@xmap/runtime/node";
import { expect, it, onTestFinished } from "vitest";
import { Bench } from "../../fakes/bench.ts";

it("leaves addresses and numbers out of messages, texts and errors, at every level", () => {
  const lines: unknown[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push([level, fields, message]);
  const logger = privateLogger({ debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") });
  logger.debug({ count: 3 }, "of ada@example.com");
  logger.info({ record: "shop/Order/5", by: "ada@example.com" }, "call +49 30 1234567");
  logger.warn({}, "nothing to hide");
  logger.error({ error: new RangeError("no ada@example.com") }, "failed");
  expect(lines).toEqual([
    ["debug", { count: 3 }, "of ***"],
    ["info", { record: "shop/Order/5", by: "***" }, "call ***"],
    ["warn", {}, "nothing to hide"],
    [
      "error",
      { error: { type: "RangeError", message: "no ***", stack: expect.not.stringContaining("ada@") } },
      "failed",
    ],
  ]);
});

it("what a system says of a failed attempt is logged without the words of the record that it is about", async () => {
  const lines: string[] = [];
  const at = (_fields: object, message: string) => void lines.push(message);
  const bench = new Bench({ logger: { debug: at, info: at, warn: at, error: at } });
  onTestFinished(() => bench.store.close());
  await bench.engine.start();
  bench.order(1, { email: "Ada Lovelace at home" });
  bench.erp.fail("create", "Transient", { message: "no room for Ada Lovelace at home today" });
  expect((await bench.run(1))?.outcome).toBe("delivered");
  expect(lines).toContain("retry: no room for *** today");
});
