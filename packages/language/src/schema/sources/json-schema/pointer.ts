import { isJsonObject, memberOf } from "../json-object.ts";

/** One more step of a JSON Pointer (RFC 6901). */
export function pointTo(place: string, ...steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (pointer, step) => `${pointer}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`,
    place,
  );
}

/** The steps of a pointer in a URI fragment, undefined when it is none: `#/components/schemas/Order`. */
export function pointerSteps(reference: string): readonly string[] | undefined {
  if (reference === "#") return [];
  if (!reference.startsWith("#/")) return undefined;
  try {
    return decodeURIComponent(reference.slice(2))
      .split("/")
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  } catch {
    return undefined;
  }
}

/** What stands at the end of a pointer; undefined when there is nothing. */
export function valueAtPointer(root: unknown, steps: readonly string[]): unknown {
  let value: unknown = root;
  for (const step of steps) {
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
    else if (isJsonObject(value)) value = memberOf(value, step);
    else return undefined;
  }
  return value;
}
