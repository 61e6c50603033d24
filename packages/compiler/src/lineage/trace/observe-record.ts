import { appendName } from "../path-text.ts";

/** A copy of a record that tells which list elements were read last. */
export interface ObservedRecord {
  readonly record: object;
  /** By list, `items[]`: the element that a property was last read of, `items[2]`. */
  readonly lastRead: ReadonlyMap<string, string>;
}

interface Watched {
  readonly path: string;
  /** The lists that it is an element in, from outside in: pattern and element. */
  readonly elements: readonly (readonly [string, string])[];
  /** The same path with `[]` for every position. */
  readonly pattern: string;
}

/** Watches the reads of a JSON record. */
export function observeRecord(record: object): ObservedRecord {
  const lastRead = new Map<string, string>();
  const proxies = new WeakMap<object, object>();
  const watch = (value: object, place: Watched): object => {
    const known = proxies.get(value);
    if (known !== undefined) return known;
    const proxy = new Proxy(value, {
      get(target, property, receiver) {
        const found: unknown = Reflect.get(target, property, receiver);
        if (typeof property === "string")
          for (const [pattern, element] of place.elements) lastRead.set(pattern, element);
        const isOwn = typeof property === "string" && Object.hasOwn(target, property);
        if (!isOwn || typeof found !== "object" || found === null) return found;
        return watch(found, Array.isArray(target) ? elementOf(place, property) : memberOf(place, property));
      },
    });
    proxies.set(value, proxy);
    return proxy;
  };
  // A copy, so that nothing frozen stands in the way and no two fields share one object.
  const copy = JSON.parse(JSON.stringify(record)) as object;
  return { record: watch(copy, { path: "", pattern: "", elements: [] }), lastRead };
}

function memberOf({ path, pattern, elements }: Watched, name: string): Watched {
  return { path: appendName(path, name), pattern: appendName(pattern, name), elements };
}

function elementOf({ path, pattern, elements }: Watched, index: string): Watched {
  const element = `${path}[${index}]`;
  const each = `${pattern}[]`;
  return { path: element, pattern: each, elements: [...elements, [each, element]] };
}
