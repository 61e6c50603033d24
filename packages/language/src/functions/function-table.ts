import type { FunctionSignature } from "./function-signature.ts";
import { INTEGRATION_FUNCTIONS } from "./integration-functions.ts";
import { LIST_FUNCTIONS } from "./list-functions.ts";
import { NUMBER_FUNCTIONS } from "./number-functions.ts";
import { RECORD_FUNCTIONS } from "./record-functions.ts";
import { TEXT_FUNCTIONS } from "./text-functions.ts";
import { TIME_FUNCTIONS } from "./time-functions.ts";

/** Every function by its name without the `$`. */
export function functionTable(): ReadonlyMap<string, FunctionSignature> {
  const all = [
    ...TEXT_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...TIME_FUNCTIONS,
    ...LIST_FUNCTIONS,
    ...RECORD_FUNCTIONS,
    ...INTEGRATION_FUNCTIONS,
  ];
  return new Map(all.map((signature) => [signature.name, signature]));
}
