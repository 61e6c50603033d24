import type { Implementation, Native } from "../callable.ts";
import type { Run } from "../run.ts";
import { signatureOf } from "../signature.ts";

/** Makes a built-in function. `arity` is what callbacks hand over, where that is less than all parameters. */
export function native(
  name: string,
  signature: string,
  implementation: Implementation,
  counts: { readonly parameters?: number; readonly arity?: number } = {},
): Native {
  const read = signatureOf(signature);
  const parameters = counts.parameters ?? read.parameters.length;
  return { name, signature: read, implementation, parameters, arity: counts.arity ?? parameters };
}

/** A function of one argument that is undefined for nothing. */
export function nativeOfOne<Argument>(
  name: string,
  signature: string,
  compute: (argument: Argument, run: Run) => unknown,
): Native {
  return native(name, signature, (run, _context, [argument]) =>
    argument === undefined ? undefined : compute(argument as Argument, run),
  );
}
