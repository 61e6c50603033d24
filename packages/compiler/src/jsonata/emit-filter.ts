import { emitNarrowing } from "./emit-join.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { Node } from "./node.ts";
import { raw, type Value } from "./value.ts";

/** `value[condition]`: a sequence of the items that the condition lets through, or the item at a position. */
export function emitFilter(emitter: Emitter, value: Value, condition: Node, place: Place): Value {
  const { writer } = emitter;
  if (condition.kind === "literal" && typeof condition.value === "number" && condition.predicates === undefined)
    return raw(emitter.call("itemAt", value.code, condition.value));
  const list = emitNarrowing(emitter, value, condition, place);
  const kept = writer.name("kept");
  const item = writer.name("item");
  writer.line(`const ${kept} = ${emitter.call("newSequence")};`);
  const { lines, result } = emitter.apart(() => {
    writer.line("run.tick();");
    return emitter.emit(condition, { ...place, context: item });
  });
  if (result.type === "boolean" || result.type === "condition") {
    lines.push(`if (${result.code}) ${kept}.push(${item});`);
    writer.block(`for (const ${item} of ${list})`, lines);
    return raw(kept, true);
  }
  const index = writer.name("index");
  const count = writer.name("count");
  lines.unshift(`const ${item} = ${list}[${index}];`);
  const selections = emitter.call("selections", result.code, index, `${list}.length`);
  lines.push(`for (let ${count} = ${selections}; ${count} > 0; ${count} -= 1) ${kept}.push(${item});`);
  writer.block(`for (let ${index} = 0; ${index} < ${list}.length; ${index} += 1)`, lines);
  return raw(kept, true);
}
