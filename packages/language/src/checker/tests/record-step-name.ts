import type { Identifier } from "@xmap/grammar";
import type { EntitySymbol, FlowSymbol } from "../../program.ts";
import { pascalName } from "../../schema/names.ts";
import { present, recordOf } from "../../types/make-type.ts";
import type { CheckContext } from "../check-context.ts";

/** Lets editors know which record of the flow a test means. */
export function recordStepName(
  { name, span }: Identifier,
  entity: EntitySymbol,
  flow: FlowSymbol,
  context: CheckContext,
): void {
  const owner = recordOf(`${pascalName(flow.name)}State`, { [name]: present(entity.type) });
  context.recorder?.member({ span, name, owner, purpose: "read" });
}
