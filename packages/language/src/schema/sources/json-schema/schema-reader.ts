import type { EntitySchema } from "@xmap/contract";
import { isJsonObject, type JsonObject, jsonKind, memberOf } from "../json-object.ts";
import type { SchemaProblem } from "../schema-source.ts";
import { combineVariants } from "./combine-variants.ts";
import { readKeywords, wrongValue } from "./keywords.ts";
import { type Contradiction, mergeSchemas } from "./merge-schemas.ts";
import { pointerSteps, pointTo, valueAtPointer } from "./pointer.ts";
import { withNull } from "./schema-types.ts";

/** What is read, and how. */
export interface ReaderRequest {
  /** The document that pointers start from. */
  readonly root: unknown;
  /** OpenAPI says `nullable` and `default` where JSON Schema has no word for what they mean. */
  readonly openApi: boolean;
  /** The schema of another file that a reference names; undefined when there is none. */
  readonly otherFile: (reference: string) => EntitySchema | undefined;
  /** The resource whose schema stands at a pointer; undefined for parts that are none. */
  readonly resourceAt: (steps: readonly string[]) => string | undefined;
  /** Records in records, at most so many deep. */
  readonly depth: number;
  /** Fields, at most so many; more end the reading. */
  readonly fields: number;
}

/** Where the reader is: the pointer for people, how many records are around, and the references that led here. */
interface Place {
  readonly pointer: string;
  readonly depth: number;
  readonly followed: readonly string[];
}

/** A record may stand inside a record of its own kind once: `children` of `children` is a reference. */
const REPEATS = 2;

/** Nesting of schemas without a record between them, such as lists of lists, that no honest file has. */
const DEEPEST = 200;

/** Reads schemas of one document into plain ones: references followed, `allOf` merged, variants combined. */
export class SchemaReader {
  readonly problems: SchemaProblem[] = [];
  readonly #request: ReaderRequest;
  #fields: number;
  #nesting = 0;

  constructor(request: ReaderRequest) {
    this.#request = request;
    this.#fields = request.fields;
  }

  /** True when there were more fields than asked for; what was read is then not whole. */
  get isOverfull(): boolean {
    return this.#fields < 0;
  }

  /** The schema at a pointer of the document. */
  read(pointer: string): EntitySchema {
    const value = valueAtPointer(this.#request.root, pointerSteps(pointer) ?? []);
    return this.#read(value, { pointer, depth: 0, followed: [pointer] });
  }

  #read(value: unknown, place: Place): EntitySchema {
    if (value === true) return {};
    if (!isJsonObject(value)) {
      this.problems.push({
        place: place.pointer,
        message: `here stands ${jsonKind(value)} instead of a schema`,
        help: 'write a schema, such as { "type": "string" }',
      });
      return {};
    }
    if (this.isOverfull) return {};
    this.#nesting += 1;
    const schema = this.#nesting > DEEPEST ? this.#tooDeep(place) : this.#readObject(value, place);
    this.#nesting -= 1;
    return schema;
  }

  #tooDeep({ pointer }: Place): EntitySchema {
    const message = "schemas are nested more deeply than can be read";
    if (!this.problems.some((problem) => problem.message === message))
      this.problems.push({ place: pointer, message, help: "take levels out, or let a schema refer to another one" });
    return {};
  }

  #readObject(value: JsonObject, place: Place): EntitySchema {
    const { allOf, anyOf, oneOf } = value;
    const own = this.#readOwn(value, place);
    const parts = [
      ...(memberOf(value, "$ref") === undefined ? [] : [this.#follow(value.$ref, place)]),
      ...this.#readList("allOf", allOf, place),
      own,
    ];
    const contradictions: Contradiction[] = [];
    const merge = (first: EntitySchema, second: EntitySchema) => mergeSchemas(first, second, contradictions);
    let schema = parts.reduce(merge);
    for (const [keyword, variants] of [
      ["anyOf", anyOf],
      ["oneOf", oneOf],
    ] as const) {
      if (variants === undefined) continue;
      const read = this.#readList(keyword, variants, place);
      if (read.length > 0 && !read.some(isOpen)) schema = merge(combineVariants(read), schema);
    }
    for (const { path } of contradictions) this.#reportContradiction(path, place);
    return this.#request.openApi && value.nullable === true ? withNull(schema) : schema;
  }

  #reportContradiction(path: readonly string[], place: Place): void {
    const field = path.length === 0 ? "this" : `\`${path.join(".")}\``;
    this.problems.push({
      place: place.pointer,
      message: `the parts of ${field} contradict each other, so no value fits`,
      help: "give the parts a type in common",
    });
  }

  #readList(keyword: string, value: unknown, place: Place): readonly EntitySchema[] {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.problems.push(wrongValue(keyword, value, "a list of schemas", place.pointer));
      return [];
    }
    return value.map((each, index) => this.#read(each, { ...place, pointer: pointTo(place.pointer, keyword, index) }));
  }

  #readOwn(value: JsonObject, place: Place): EntitySchema {
    const schema: Record<string, unknown> = { ...readKeywords(value, place.pointer, this.problems) };
    if (this.#request.openApi && value.default !== undefined) schema["x-xmap-defaulted"] = true;
    if (value.properties !== undefined) schema.properties = this.#readProperties(value.properties, schema, place);
    const items = this.#readItems(value, place);
    if (items !== undefined) schema.items = items;
    const others = this.#readOtherProperties(value, place);
    if (others !== undefined) schema.additionalProperties = others;
    return schema as EntitySchema;
  }

  #readProperties(
    value: unknown,
    owner: Record<string, unknown>,
    place: Place,
  ): Readonly<Record<string, EntitySchema>> {
    if (!isJsonObject(value)) {
      this.problems.push(wrongValue("properties", value, "an object from names to schemas", place.pointer));
      return {};
    }
    const properties: [string, EntitySchema][] = [];
    for (const [name, schema] of Object.entries(value)) {
      if (schema === false) continue;
      this.#fields -= 1;
      const pointer = pointTo(place.pointer, "properties", name);
      properties.push([name, this.#read(schema, { ...place, pointer, depth: place.depth + 1 })]);
    }
    // A read record does not have what can only be written.
    const absent = properties.map(([name]) => name).filter((name) => isWriteOnly(value[name]));
    if (absent.length > 0 && Array.isArray(owner.required))
      owner.required = owner.required.filter((name) => !absent.includes(name as string));
    return Object.fromEntries(properties);
  }

  #readItems(value: JsonObject, place: Place): EntitySchema | undefined {
    const { items, prefixItems } = value;
    const tuple = Array.isArray(items) ? items : prefixItems;
    if (Array.isArray(tuple)) {
      const keyword = Array.isArray(items) ? "items" : "prefixItems";
      const read = this.#readList(keyword, tuple, place);
      return read.some(isOpen) ? {} : combineVariants(read);
    }
    if (items === undefined || items === false) return undefined;
    return this.#read(items, { ...place, pointer: pointTo(place.pointer, "items") });
  }

  #readOtherProperties(value: JsonObject, place: Place): boolean | EntitySchema | undefined {
    const { additionalProperties, patternProperties } = value;
    if (isJsonObject(patternProperties) && value.properties === undefined) {
      const read = Object.entries(patternProperties).map(([pattern, schema]) =>
        this.#read(schema, { ...place, pointer: pointTo(place.pointer, "patternProperties", pattern) }),
      );
      return read.some(isOpen) ? true : combineVariants(read);
    }
    if (additionalProperties === undefined || typeof additionalProperties === "boolean") return additionalProperties;
    const pointer = pointTo(place.pointer, "additionalProperties");
    return this.#read(additionalProperties, { ...place, pointer, depth: place.depth + 1 });
  }

  #follow(reference: unknown, place: Place): EntitySchema {
    if (typeof reference !== "string") {
      this.problems.push(wrongValue("$ref", reference, 'text such as "#/$defs/Address"', place.pointer));
      return {};
    }
    const target = this.#targetOf(reference);
    if (target === undefined) return this.#followToFile(reference, place);
    const { pointer, value } = target;
    const repeats = place.followed.filter((each) => each === pointer).length;
    if (repeats >= REPEATS || (mayBeRecord(value) && place.depth > this.#request.depth))
      return cutAt(this.#request.resourceAt(pointerSteps(pointer) ?? []));
    const followed = [...place.followed, pointer];
    const { $schema: _, $id: __, ...schema } = this.#read(value, { pointer, depth: place.depth, followed });
    return schema;
  }

  #followToFile(reference: string, place: Place): EntitySchema {
    const isLocal = reference.startsWith("#");
    const found = isLocal ? undefined : this.#request.otherFile(reference);
    if (found !== undefined) return found;
    this.problems.push({
      place: place.pointer,
      message: `\`$ref\` names ${reference}, which is not there`,
      help: isLocal
        ? "mend the name, or add what it names to this file"
        : 'refer to a resource of the same folder, such as "address.json", or put the schema into this file',
    });
    return {};
  }

  /** Where a reference into this document leads; by pointer, by anchor, or by pointer behind the document's own `$id`. */
  #targetOf(reference: string): { readonly pointer: string; readonly value: unknown } | undefined {
    const { root } = this.#request;
    const id = isJsonObject(root) && typeof root.$id === "string" ? root.$id : undefined;
    const local = id !== undefined && reference.startsWith(`${id}#`) ? reference.slice(id.length) : reference;
    if (local === id) return { pointer: "#", value: root };
    const steps = pointerSteps(local);
    if (steps === undefined) return this.#targetOfAnchor(local);
    const value = valueAtPointer(root, steps);
    return value === undefined ? undefined : { pointer: pointTo("#", ...steps), value };
  }

  #targetOfAnchor(reference: string): { readonly pointer: string; readonly value: unknown } | undefined {
    const { root } = this.#request;
    for (const keyword of ["$defs", "definitions"]) {
      const definitions = isJsonObject(root) ? memberOf(root, keyword) : undefined;
      if (!isJsonObject(definitions)) continue;
      for (const [name, value] of Object.entries(definitions)) {
        if (!isJsonObject(value)) continue;
        if (`#${String(value.$anchor)}` === reference || value.$id === reference)
          return { pointer: pointTo("#", keyword, name), value };
      }
    }
    return undefined;
  }
}

function isWriteOnly(schema: unknown): boolean {
  return isJsonObject(schema) && schema.writeOnly === true;
}

/** A schema that says nothing of the values, or only which fields must be there. */
function isOpen(schema: EntitySchema): boolean {
  return Object.keys(schema).every((keyword) => keyword === "required" || keyword === "x-xmap-checked");
}

function mayBeRecord(value: unknown): boolean {
  if (!isJsonObject(value) || value.enum !== undefined || value.const !== undefined) return false;
  const types = Array.isArray(value.type) ? value.type : [value.type ?? "object"];
  return types.includes("object");
}

/** A record that is named and not told further. */
function cutAt(resource: string | undefined): EntitySchema {
  const description = `${resource === undefined ? "A record" : `A record of ${resource}`}; its fields are not told again here.`;
  return { type: "object", ...(resource === undefined ? {} : { "x-xmap-reference": resource }), description };
}
