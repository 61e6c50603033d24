import type { Local } from "../ir/code.ts";
import { JSONATA, RUNTIME_FUNCTIONS, RUNTIME_TYPES } from "../runtime-names.ts";

const RESERVED = new Set<string>([
  ...RUNTIME_FUNCTIONS,
  ...RUNTIME_TYPES,
  JSONATA,
  ...(
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum eval export extends " +
    "false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number object of " +
    "package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown " +
    "using var void while with yield Array Boolean JSON Math NaN Infinity Number Object String Symbol Promise Map Set Date Error globalThis window process " +
    "contract id hash sourceFiles systems bindings flows ask answers report state rule unwrap"
  ).split(" "),
]);

/** Names of one function or file; names of the scopes around it are taken too. */
export interface NameScope {
  /** A free name made of the wanted one. */
  declare(wanted: string): string;
  isTaken(name: string): boolean;
}

export function createNameScope(outer: NameScope | undefined, taken: Iterable<string> = []): NameScope {
  const own = new Set<string>(taken);
  const isTaken = (name: string): boolean =>
    own.has(name) || (outer === undefined ? RESERVED.has(name) : outer.isTaken(name));
  return {
    isTaken,
    declare(wanted) {
      const base = toIdentifier(wanted);
      let name = base;
      for (let ordinal = 2; isTaken(name); ordinal += 1) name = ordinal === 2 ? `${base}Value` : `${base}${ordinal}`;
      own.add(name);
      return name;
    },
  };
}

export function declareLocal(scope: NameScope, wanted: string, reported = false): Local {
  return { name: scope.declare(wanted), reported };
}

/** The text with everything that an identifier cannot hold made into word borders. */
export function toIdentifier(text: string): string {
  if (/^[A-Za-z$][A-Za-z0-9$]*$/.test(text)) return text;
  const words = wordsOf(text);
  const joined = words.map((word, index) => (index === 0 ? word : capitalized(word))).join("");
  return /^[A-Za-z]/.test(joined) ? joined : `value${capitalized(joined)}`;
}

/** `order_line` → `OrderLine` */
export function pascalCase(text: string): string {
  const identifier = toIdentifier(text);
  return capitalized(identifier);
}

/** `OrderToSale` → `orderToSale` */
export function camelCase(text: string): string {
  const identifier = toIdentifier(text);
  return identifier.slice(0, 1).toLowerCase() + identifier.slice(1);
}

/** One of what a plural names: `surcharges` → `surcharge`, `addresses` → `address`, `companies` → `company`. */
export function singular(text: string): string {
  if (/ies$/.test(text)) return text.replace(/ies$/, "y");
  if (/(s|x|ch|sh)es$/.test(text)) return text.replace(/es$/, "");
  if (/[^s]s$/.test(text)) return text.slice(0, -1);
  return text;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
