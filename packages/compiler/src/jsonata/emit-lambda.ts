import { emitTail } from "./emit-tail.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { LambdaNode } from "./node.ts";
import { textCode } from "./text-code.ts";
import { computed, type Value } from "./value.ts";

/** `function($a){ … }`. Without a signature and without a call at its end it is a plain function. */
export function emitLambda(emitter: Emitter, node: LambdaNode, place: Place): Value {
  const { writer } = emitter;
  const parameters = node.parameters.map((parameter) => writer.name(parameter));
  let endsInCall = false;
  const { lines } = emitter.apart(() => {
    writer.line("run.enter();");
    const scope = emitter.openScope(place.scope, [node.body]);
    for (const [index, parameter] of node.parameters.entries())
      scope.define(parameter, parameters[index] ?? "", !emitter.isAssigned(parameter));
    const tail = emitTail(emitter, node.body, { context: place.context, scope });
    endsInCall = tail.endsInCall;
    const { code, isStable } = tail.value;
    if (isStable) writer.line("run.leave();");
    else {
      writer.line(`const result = ${code};`);
      writer.line("run.leave();");
    }
    writer.line(`return ${isStable ? code : "result"};`);
    emitter.closeScope(scope);
  });
  const name = writer.name("lambda");
  const annotated = parameters.map((parameter) => `${parameter}${emitter.annotation()}`);
  const head = `(${annotated.join(", ")})${emitter.annotation()} =>`;
  if (!endsInCall && node.signature === undefined) {
    writer.block(`const ${name} = ${head}`, lines, ";");
    return { code: name, isStable: true, type: "plain", isRaw: false };
  }
  const signature = node.signature === undefined ? "undefined" : textCode(node.signature.replace(/\s/g, ""));
  const opening = `${emitter.use("lambda")}(${place.context}, ${parameters.length}, ${signature}, ${head}`;
  writer.block(`const ${name} = ${opening}`, lines, ");");
  return { ...computed(name), isStable: true };
}
