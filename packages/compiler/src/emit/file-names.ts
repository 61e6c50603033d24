import type { ExportedName } from "../ir/code.ts";
import type { ModuleIr } from "../ir/module.ts";
import { JSONATA, RUNTIME_PACKAGE } from "../runtime-names.ts";
import { type Document, group, indent, join, LINE, TRAILING_COMMA } from "./document.ts";
import type { NameSource } from "./name-source.ts";
import { quoted } from "./text-literals.ts";

/** What is written: TypeScript, or JavaScript for where no types can be. */
export type Target = "ts" | "js";

const GLOBALS: ReadonlySet<string> = new Set(["Boolean", "Array.isArray"]);
/** Not of the runtime: written into the file that needs it. */
const UNWRAP = "unwrap";

/** Names of one generated file; what is asked for is imported. */
export interface FileNames extends NameSource {
  imports(): Document | undefined;
  /** Functions that the file needs for itself. */
  prelude(): readonly string[];
}

export function createFileNames(module: ModuleIr, target: Target): FileNames {
  const typed = target === "ts";
  const imported = new Map<string, Map<string, { readonly local: string; value: boolean }>>();
  const taken = new Set(module.names);
  let unwraps = false;
  let usesJsonata = false;

  const request = (from: string, name: string, value: boolean): string => {
    const names = imported.get(from) ?? new Map<string, { local: string; value: boolean }>();
    imported.set(from, names);
    const known = names.get(name);
    if (known !== undefined) {
      known.value ||= value;
      return known.local;
    }
    let local = name;
    for (let ordinal = 2; taken.has(local); ordinal += 1) local = `${name}${ordinal}`;
    taken.add(local);
    names.set(name, { local, value });
    return local;
  };
  const fromFile = (exported: ExportedName, value: boolean): string =>
    exported.file === module.file
      ? exported.name
      : request(relativeImport(module.file, exported.file, target), exported.name, value);

  return {
    typed,
    value: (exported) => fromFile(exported, true),
    type: (exported) => (typed ? fromFile(exported, false) : exported.name),
    helper(name) {
      if (GLOBALS.has(name)) return name;
      if (name === JSONATA) {
        usesJsonata = true;
        return name;
      }
      if (name !== UNWRAP) return request(RUNTIME_PACKAGE, name, true);
      unwraps = true;
      return name;
    },
    helperType: (name) => (typed ? request(RUNTIME_PACKAGE, name, false) : name),
    imports() {
      const lines = [...imported]
        .sort(([left], [right]) => importOrder(left, right))
        .flatMap(([from, names]) => {
          const own = printImport(from, names);
          return from === RUNTIME_PACKAGE && usesJsonata ? [own, JSONATA_IMPORT] : [own];
        });
      return lines.length === 0 ? undefined : join("\n", lines);
    },
    prelude: () =>
      unwraps
        ? [
            "/** None is absent and one stands for itself, as paths over lists have it. */\n" +
              (typed
                ? "function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {\n"
                : "function unwrap(items) {\n") +
              "  return items.length > 1 ? items : items[0];\n" +
              "}",
          ]
        : [],
  };
}

const JSONATA_IMPORT = `import * as ${JSONATA} from "${RUNTIME_PACKAGE}/jsonata";`;

function importOrder(left: string, right: string): number {
  const rank = (from: string) => (from.startsWith(".") ? 1 : 0);
  return rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0);
}

function printImport(
  from: string,
  names: ReadonlyMap<string, { readonly local: string; readonly value: boolean }>,
): Document {
  const typesOnly = [...names.values()].every((name) => !name.value);
  const specifiers = [...names]
    .sort(([left], [right]) => compareNames(left, right))
    .map(([name, { local, value }]): Document => {
      const renamed = local === name ? name : `${name} as ${local}`;
      return value || typesOnly ? renamed : `type ${renamed}`;
    });
  const list = group(["{", indent([LINE, join([",", LINE], specifiers), TRAILING_COMMA]), LINE, "}"]);
  return ["import ", typesOnly ? "type " : "", list, " from ", quoted(from), ";"];
}

/** The order `A a B b`, as import sorters do. */
function compareNames(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [first, second] = [left.charAt(index), right.charAt(index)];
    if (first === second) continue;
    const [lowerFirst, lowerSecond] = [first.toLowerCase(), second.toLowerCase()];
    if (lowerFirst === lowerSecond) return first < second ? -1 : 1;
    return lowerFirst < lowerSecond ? -1 : 1;
  }
  return left.length - right.length;
}

/** `./shared.ts` for two files of one folder. */
function relativeImport(from: string, to: string, target: Target): string {
  const folder = from.split("/").slice(0, -1);
  const wanted = to.split("/");
  let shared = 0;
  while (shared < folder.length && shared < wanted.length - 1 && folder[shared] === wanted[shared]) shared += 1;
  const up = folder.slice(shared).map(() => "..");
  const path = [...(up.length === 0 ? ["."] : up), ...wanted.slice(shared)].join("/");
  return path.replace(/\.xmap$/, `.${target}`);
}
