import type { TestDeclaration } from "@xmap/grammar";
import type { CheckContext } from "./check-context.ts";
import { resolveName } from "./resolve-name.ts";

/** A test names a binding or flow that exists. */
export function checkTest(declaration: TestDeclaration, context: CheckContext): void {
  resolveName(context, declaration.of, ["binding", "flow"]);
  for (const answers of declaration.answers) resolveName(context, answers.of, ["map", "lookup", "binding"]);
}
