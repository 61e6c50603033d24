import type { Emitter, Place } from "./emitter.ts";
import type { SortNode } from "./node.ts";

/** `^(…)` over items; code of the sorted list. */
export function emitSort(
  emitter: Emitter,
  node: SortNode,
  items: string,
  placeOf: (item: string) => Place,
  itemType = "unknown",
): string {
  const { writer } = emitter;
  const pinned = writer.name("items");
  writer.line(`const ${pinned} = ${items};`);
  const item = writer.name("item");
  const term = writer.name("term");
  const isOne = node.terms.length === 1;
  const { lines } = emitter.apart(() => {
    for (const [index, { expression }] of node.terms.entries()) {
      const { lines: ofTerm } = emitter.apart(() => {
        const { code } = emitter.emit(expression, placeOf(item));
        writer.line(`return ${code};`);
      });
      if (isOne) writer.lines(ofTerm);
      else writer.block(`if (${term} === ${index})`, ofTerm);
    }
    if (!isOne) writer.line("return undefined;");
  });
  const key = writer.name("key");
  const parameters = [`${item}${emitter.annotation(itemType)}`];
  if (!isOne) parameters.push(`${term}${emitter.annotation("number")}`);
  writer.block(`const ${key} = (${parameters.join(", ")})${emitter.annotation()} =>`, lines, ";");
  const descending = `[${node.terms.map(({ isDescending }) => isDescending).join(", ")}]`;
  return emitter.call("sortBy", "run", emitter.at(node), pinned, descending, key);
}
