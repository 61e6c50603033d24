import { expect, test } from "vitest";
import { AlertBench } from "./alert-bench.ts";

/** An alert and, at once, an all-clear of it. */
async function outage(bench: AlertBench): Promise<void> {
  bench.down();
  await bench.pass(20);
  bench.up();
  await bench.pass(20);
}

test("a channel that is down for an hour gets everything in order when it is back, and holds nobody up", async () => {
  const bench = await new AlertBench({ channels: ["team", "mail"] }).start();
  bench.team.fall("Maintenance");
  for (let turn = 0; turn < 3; turn += 1) await outage(bench);
  await bench.pass(3_600);
  expect(bench.mail.messages).toHaveLength(6);
  expect(bench.team.messages).toHaveLength(0);
  expect(bench.team.attempts).toBeLessThan(40);
  bench.team.failure = undefined;
  await bench.pass(300);
  expect(bench.titles).toEqual(Array(3).fill(["erp is down", "erp is used again"]).flat());
  expect(new Set(bench.team.messages.map(({ messageKey }) => messageKey)).size).toBe(6);
});

test("a channel that asks for patience gets it", async () => {
  const bench = await new AlertBench({}).start();
  bench.team.fall("RateLimited", { retry: { when: "after", milliseconds: 90_000 } });
  bench.end("dead");
  await bench.pass(94);
  expect(bench.team.attempts).toBe(1);
  bench.team.failure = undefined;
  await bench.pass(2);
  expect(bench.titles).toHaveLength(1);
});

test("a message that is refused for good goes to the log, and the next one is sent", async () => {
  const bench = await new AlertBench({}).start();
  bench.team.fall("Invalid", { message: "channel_not_found" });
  bench.end("dead");
  await bench.pass(10);
  bench.team.failure = undefined;
  bench.end("held");
  await bench.pass(10);
  expect(bench.titles).toEqual(["OrderToCash: 1 record held"]);
  const refused = bench.log.find(({ level }) => level === "error");
  expect(refused?.message).toMatch(/team refused an alert: channel_not_found\nStep sale/);
});

test("a channel keeps at most 100 messages, and says how many it lost", async () => {
  const bench = await new AlertBench({ groupMinutes: 0 }).start();
  bench.team.fall("Maintenance");
  for (let run = 0; run < 130; run += 1) {
    bench.end("dead");
    await bench.pass(1);
  }
  bench.team.failure = undefined;
  await bench.pass(300);
  expect(bench.titles).toHaveLength(100);
  expect(bench.team.messages[0]?.text).toMatch(/\n\n30 earlier alerts could not be sent here; the log has them\.$/);
  expect(bench.team.messages[1]?.text).not.toContain("could not be sent");
  expect(bench.log.filter(({ message }) => message.startsWith("an alert was dropped"))).toHaveLength(30);
});

test("a channel whose key was replaced is used with the new one", async () => {
  const bench = await new AlertBench({}).start();
  bench.team.fall("Unauthorized");
  bench.end("dead");
  await bench.pass(6);
  expect(bench.team.renewals).toBeGreaterThan(0);
  bench.team.failure = undefined;
  await bench.pass(5);
  expect(bench.titles).toHaveLength(1);
});

test("a message that is under way does not keep xmap from stopping", async () => {
  const bench = await new AlertBench({}).start();
  bench.team.notify = () => new Promise(() => {});
  bench.end("dead");
  await bench.pass(10);
  let stopped = false;
  void bench.alerts.stop().then(() => {
    stopped = true;
  });
  await bench.pass(6);
  expect(stopped).toBe(true);
});

test("a message is durable before it is sent, so that a crash cannot make it new", async () => {
  const bench = await new AlertBench({}).start();
  const sent: string[] = [];
  const durable: boolean[] = [];
  bench.team.notify = async ({ messageKey }) => {
    durable.push(JSON.stringify(await bench.memory.load()).includes(messageKey));
    sent.push(messageKey);
    if (sent.length === 1) await new Promise(() => {});
  };
  bench.end("dead");
  await bench.pass(10);
  await bench.restart("crashed", 5);
  await bench.pass(10);
  expect(durable).toEqual([true, true]);
  expect(sent).toHaveLength(2);
  expect(new Set(sent).size).toBe(1);
});
