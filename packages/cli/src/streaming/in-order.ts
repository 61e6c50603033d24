/**
 * Works on many items at once and takes the results in the items' order. At most `atOnce` are under way or wait for
 * being taken; the source is not asked for more until then.
 */
export async function inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
  take: (result: Result) => Promise<void>,
): Promise<void> {
  let underWay = 0;
  let failure: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  let taken: Promise<void> = Promise.resolve();
  const finish = async (before: Promise<void>, result: Promise<Result>): Promise<void> => {
    try {
      const [, value] = await Promise.all([before, result]);
      if (failure === undefined) await take(value);
    } catch (error) {
      failure ??= { error };
    }
    underWay -= 1;
    wake();
  };
  for await (const item of items) {
    underWay += 1;
    taken = finish(taken, work(item));
    if (underWay >= atOnce)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (failure !== undefined) break;
  }
  await taken;
  if (failure !== undefined) throw failure.error;
}
