import type { EntitySchema } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import { pointTo } from "./sources/json-schema/pointer.ts";
import type { SchemaProblem } from "./sources/schema-source.ts";

/** Words by which an overlay tells what a field that it adds can hold. */
const TYPE_WORDS = ["type", "properties", "items", "enum", "const", "anyOf", "additionalProperties"] as const;

/** Fields of an overlay that the schema below does not have, unless the overlay adds them with a type. */
export function unknownOverlayFields(
  below: EntitySchema,
  overlay: EntitySchema,
  place = "#",
): readonly SchemaProblem[] {
  const known = below.properties ?? {};
  const own = Object.entries(overlay.properties ?? {}).flatMap(([name, schema]): readonly SchemaProblem[] => {
    const at = pointTo(place, "properties", name);
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field !== undefined) return unknownOverlayFields(field, schema, at);
    if (TYPE_WORDS.some((word) => schema[word] !== undefined)) return [];
    const help = didYouMean(name, Object.keys(known)) ?? "give it a type where the overlay is to add the field";
    return [{ place: at, message: `the schema has no field \`${name}\``, help }];
  });
  if (overlay.items === undefined) return own;
  return [...own, ...unknownOverlayFields(below.items ?? {}, overlay.items, pointTo(place, "items"))];
}
