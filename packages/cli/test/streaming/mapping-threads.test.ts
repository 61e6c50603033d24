import { expect, it, onTestFinished } from "vitest";
import { inOrder } from "../../src/streaming/in-order.ts";
import { loadMapper } from "../../src/streaming/load-mapper.ts";
import { MappingThreads } from "../../src/streaming/mapping-threads.ts";
import { expectedOf, smallMapping } from "./small-mapping.ts";

async function threadsOf(count: number): Promise<MappingThreads> {
  const task = smallMapping("in parts");
  const threads = new MappingThreads(await loadMapper(task), task, count);
  onTestFinished(() => threads.end());
  return threads;
}

it.for([1, 2, 3])("%i threads give the lines in their order", async (count) => {
  const threads = await threadsOf(count);
  async function* batches() {
    for (let id = 2; id < 400; id += 2) {
      const lines = `${JSON.stringify({ id, text: "é" })}\n${JSON.stringify({ id: id + 1 })}\n`;
      yield { bytes: new Uint8Array(Buffer.from(lines)), isFirst: id === 2 };
      // Gives the other threads time to take part.
      if (id % 40 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  let text = "";
  const take = async ({ output }: { readonly output: Uint8Array }) => {
    text += new TextDecoder().decode(output);
  };
  await inOrder(batches(), 4 * count, (batch) => threads.map(batch), take);
  let expected = "";
  for (let id = 2; id < 400; id += 2) expected += expectedOf({ id, text: "é" }) + expectedOf({ id: id + 1 });
  expect(text).toBe(expected);
});

it("other threads take part once they are ready", async () => {
  const threads = await threadsOf(2);
  const map = () => threads.map({ bytes: new Uint8Array(Buffer.from('{"id":2}\n')), isFirst: false });
  // This thread maps in its turn of the event loop; what another one has been given is gone from the batch.
  const isGivenAway = async () => {
    const bytes = new Uint8Array(Buffer.from('{"id":2}\n'));
    const answer = threads.map({ bytes, isFirst: false });
    const given = bytes.length === 0;
    await answer;
    return given;
  };
  await expect.poll(isGivenAway, { timeout: 30_000 }).toBe(true);
  expect(new TextDecoder().decode((await map()).output)).toBe(expectedOf({ id: 2 }));
});

it("when a thread cannot start, what is asked is refused", async () => {
  const task = smallMapping("in parts");
  const threads = new MappingThreads(await loadMapper(task), { ...task, binding: "Other" }, 2);
  onTestFinished(() => threads.end());
  const map = () => threads.map({ bytes: new Uint8Array(Buffer.from('{"id":2}\n')), isFirst: false });
  const refused = async () =>
    map().then(
      () => "mapped",
      (error: unknown) => String(error),
    );
  await expect.poll(refused, { timeout: 30_000 }).toContain("Other cannot be mapped");
});
