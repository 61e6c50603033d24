import type { Value } from "@xmap/contract";

/** Names of fields that say who or where somebody is, as systems call them. */
const PERSONAL_FIELD = /name|mail|phone|mobile|fax|street|address|zip|postcode|postal|city|birth|vat|login/i;
/** Lists of such records; others, such as the lines of an order, hold names of things. */
const PERSONAL_LIST = /address|contact|profile|customer|partner/i;
const SHORTEST = 4;

/**
 * The texts of a content that say who a person is: by them the person is found in texts that belong to no record.
 * `fields` are names of further fields that do.
 */
export function personalTexts(content: Value | undefined, fields: ReadonlySet<string> = new Set()): readonly string[] {
  const texts = new Set<string>();
  collect(content, "", fields, texts);
  return [...texts];
}

function collect(value: Value | undefined, field: string, fields: ReadonlySet<string>, texts: Set<string>): void {
  if (typeof value === "string") {
    const isPersonal = PERSONAL_FIELD.test(field) || fields.has(field);
    if (isPersonal && value.trim().length >= SHORTEST) texts.add(value.trim());
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    if (!PERSONAL_LIST.test(field) && !fields.has(field)) return;
    for (const member of value as readonly Value[]) collect(member, "", fields, texts);
    return;
  }
  for (const [name, member] of Object.entries(value)) collect(member, name.split(".").at(-1) ?? name, fields, texts);
}
