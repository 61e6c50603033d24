import type { ValueType } from "../types/type.ts";
import type { Argument, FunctionSignature } from "./function-signature.ts";
import { INTEGRATION_FUNCTIONS } from "./integration-functions.ts";
import { LIST_FUNCTIONS, UNTYPED_FUNCTIONS } from "./list-functions.ts";
import { numberFunctions } from "./number-functions.ts";
import { TEXT_FUNCTIONS } from "./text-functions.ts";

/** Every function by its name without the `$`. */
export function functionTable(
  itemTypes: (item: Argument["expression"]) => ValueType,
): ReadonlyMap<string, FunctionSignature> {
  const all = [
    ...TEXT_FUNCTIONS,
    ...numberFunctions(itemTypes),
    ...LIST_FUNCTIONS,
    ...INTEGRATION_FUNCTIONS,
    ...UNTYPED_FUNCTIONS,
  ];
  return new Map(all.map((signature) => [signature.name, signature]));
}

/** JSONata's functions that this version knows of and does not compile. */
export const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "assert base64decode base64encode clone decodeUrl decodeUrlComponent each encodeUrl encodeUrlComponent error eval " +
    "filter formatBase formatInteger formatNumber fromMillis map match millis now pad parseInteger power random reduce " +
    "shuffle sift single sort spread sqrt toMillis type zip"
  ).split(" "),
);
