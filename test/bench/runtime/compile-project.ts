import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { compileProgram } from "@xmap/compiler";
import { compileTextPlans } from "@xmap/compiler/text";
import { type ConnectorDescription, canonicalJson, type EntitySchema, hashText } from "@xmap/contract";
import { renderPretty } from "@xmap/diagnostics";
import { checkProject, type ProjectHost } from "@xmap/language";

const PROJECT = resolve(import.meta.dirname, "../project");
const SOURCES = ["orders.xmap", "steps.xmap"];

/** The compiled modules of `project`, as paths that a process can import. */
export interface CompiledProject {
  readonly orders: string;
  readonly steps: string;
  /** Of the binding from orders to sales. */
  readonly textPlans: string;
}

/** Checks and compiles the benchmark's mappings into `project/.xmap/build`; throws an error that shows what is wrong. */
export function compileProject(): CompiledProject {
  const read: string[] = [];
  const { program, diagnostics, files } = checkProject(SOURCES, createHost(read));
  if (program === undefined) {
    const sources = new Map(files.map(({ source }) => [source.path, source]));
    throw new Error(diagnostics.map((diagnostic) => renderPretty(diagnostic, (file) => sources.get(file))).join("\n"));
  }
  const compiled = compileProgram(program, { schemaHash: hashText(read.join("\n")) });
  const hash = hashText(compiled.map(({ path, text }) => `${path}\n${text}`).join("\n")).slice(0, 16);
  const folder = join(PROJECT, ".xmap", "build", hash);
  for (const { path, text } of compiled) {
    const target = join(folder, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const textPlans = join(folder, "text-plans.mjs");
  writeFileSync(textPlans, compileTextPlans(program, "OrderToSale") ?? "");
  return { orders: join(folder, "orders.ts"), steps: join(folder, "steps.ts"), textPlans };
}

function createHost(read: string[]): ProjectHost {
  const readJson = <Content>(path: string): Content | undefined => {
    const file = join(PROJECT, "schemas", path);
    if (!existsSync(file)) return undefined;
    const content = JSON.parse(readFileSync(file, "utf8")) as Content;
    read.push(`${path}\n${canonicalJson(content as Parameters<typeof canonicalJson>[0])}`);
    return content;
  };
  return {
    readFile: (path) => (existsSync(join(PROJECT, path)) ? readFileSync(join(PROJECT, path), "utf8") : undefined),
    readSchema: (system, resource) => readJson<EntitySchema>(`${system}/${resource}.json`),
    readDescription: (system) => readJson<ConnectorDescription>(`${system}/connector.json`),
    listSchemas: () => [],
  };
}
