import { scanTokens, type Token } from "./scan-tokens.ts";

/** A module in JavaScript as the compiler wrote it. */
export interface WrittenModule {
  readonly path: string;
  readonly text: string;
}

/** What the linked function gets as its parameter: the exports of these by their name. */
const LIBRARIES: readonly string[] = ["@xmap/runtime", "@xmap/runtime/jsonata"];

interface LinkedModule {
  readonly path: string;
  readonly imports: readonly string[];
  readonly text: string;
}

/**
 * One function text out of modules that import each other and the runtime alone: `(libraries) => ({ [path]: exports })`.
 * A single script needs no module addresses of its own, which a strict Content-Security-Policy would refuse.
 * Throws an Error that names what cannot be linked.
 */
export function linkModules(modules: readonly WrittenModule[]): string {
  const linked = new Map(modules.map((module) => [module.path, linkModule(module)]));
  const parts = inImportOrder(linked).map(
    (module) => `modules[${JSON.stringify(module.path)}] = (() => {\n${module.text}\n})();`,
  );
  return `((libraries) => {\n"use strict";\nconst modules = Object.create(null);\n${parts.join("\n")}\nreturn modules;\n})`;
}

function linkModule({ path, text }: WrittenModule): LinkedModule {
  const tokens = scanTokens(text);
  const imports: string[] = [];
  const exported: string[] = [];
  let linked = "";
  let done = 0;
  const replace = (from: Token, to: Token, by: string): void => {
    linked += text.slice(done, from.start) + by;
    done = to.end;
  };
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "name" || !startsStatement(tokens[at - 1])) continue;
    if (token.text === "import") {
      const { end, from, local } = readImport(tokens, at, path);
      const isLibrary = LIBRARIES.includes(from);
      const source = isLibrary ? from : resolveModule(path, from);
      if (!isLibrary) imports.push(source);
      replace(token, end, `const ${local} = ${isLibrary ? "libraries" : "modules"}[${JSON.stringify(source)}]`);
    }
    if (token.text === "export") {
      const name = tokens[at + 2];
      if (!["const", "function"].includes(tokens[at + 1]?.text ?? "") || name?.kind !== "name")
        throw new Error(`${path} exports something else than constants and functions`);
      replace(token, token, "");
      exported.push(name.text);
    }
  }
  return { path, imports, text: `${linked}${text.slice(done)}\nreturn { ${exported.join(", ")} };` };
}

interface ReadImport {
  readonly end: Token;
  readonly from: string;
  /** What stands to the left of the `=`: one name for the whole module, or some of its exports. */
  readonly local: string;
}

function readImport(tokens: readonly Token[], at: number, path: string): ReadImport {
  const [first, as, name] = tokens.slice(at + 1, at + 4);
  if (first?.text === "*" && as?.text === "as" && name?.kind === "name")
    return { ...readSource(tokens, at + 4, path), local: name.text };
  const names: string[] = [];
  let index = at + 2;
  for (; tokens[index] !== undefined && tokens[index]?.text !== "}"; index += 1) {
    const [name, as, local] = [tokens[index], tokens[index + 1], tokens[index + 2]];
    if (name?.kind !== "name") continue;
    const isRenamed = as?.text === "as" && local?.kind === "name";
    names.push(isRenamed ? `${name.text}: ${local.text}` : name.text);
    if (isRenamed) index += 2;
  }
  if (first?.text !== "{") throw unlinkable(path);
  return { ...readSource(tokens, index + 1, path), local: `{ ${names.join(", ")} }` };
}

function readSource(tokens: readonly Token[], at: number, path: string): Pick<ReadImport, "end" | "from"> {
  const [word, from] = tokens.slice(at, at + 2);
  if (word?.text !== "from" || from?.kind !== "text") throw unlinkable(path);
  return { end: from, from: JSON.parse(from.text) as string };
}

function unlinkable(path: string): Error {
  return new Error(`${path} has an import that cannot be linked`);
}

function inImportOrder(modules: ReadonlyMap<string, LinkedModule>): readonly LinkedModule[] {
  const ordered: LinkedModule[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (path: string, by: string): void => {
    if (state.get(path) === "done") return;
    const module = modules.get(path);
    if (module === undefined) throw new Error(`${by} imports ${path}, which was not compiled`);
    if (state.get(path) === "open") throw new Error(`${by} and ${path} import each other`);
    state.set(path, "open");
    for (const imported of module.imports) visit(imported, path);
    state.set(path, "done");
    ordered.push(module);
  };
  for (const path of modules.keys()) visit(path, path);
  return ordered;
}

function startsStatement(previous: Token | undefined): boolean {
  return previous === undefined || previous.text === ";" || previous.text === "}";
}

/** `../shared/odoo.ts` seen from `xcart-odoo/orders.ts` is `shared/odoo.ts`. */
function resolveModule(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
