import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { Project } from "ts-morph";
import { CompileError } from "../compile-error.ts";
import type { SchemaCompiler } from "./schema-checks.ts";

/** Node and bundlers type the default export of this CommonJS module differently; it is this function for both. */
const standaloneCode = standalone as unknown as (ajv: Ajv2020, exports: Readonly<Record<string, string>>) => string;

/** Functions of Ajv that its code would load when it runs, written out. */
const INLINED: Readonly<Record<string, string>> = {
  equal: `(left, right) => {
    const isRecord = (value) => typeof value === "object" && value !== null;
    const equal = (one, other) => {
      if (one === other) return true;
      if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return one !== one && other !== other;
      const names = Object.keys(one);
      return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]));
    };
    return equal(left, right);
  }`,
  ucs2length: "(text) => text.length - (text.match(/[\\ud800-\\udbff][\\udc00-\\udfff]/g)?.length ?? 0)",
};

/** Ajv's standalone code for schemas, without anything to load when it runs, and formatted. Equal schemas give equal text. */
export const compileSchemas: SchemaCompiler = (schemas) => {
  // `format` is a remark in JSON Schema 2020-12; types prove what the rest of a schema's words take for granted.
  const ajv = new Ajv2020({ code: { source: true, esm: true, lines: true }, strict: false, validateFormats: false });
  const exports: Record<string, string> = {};
  for (const [name, schema] of schemas) {
    try {
      ajv.addSchema(schema, name);
      ajv.getSchema(name);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new CompileError(`${name} cannot be checked: ${message}`);
    }
    exports[name] = name;
  }
  const code = standaloneCode(ajv, exports).replace(
    /require\("ajv\/dist\/runtime\/(\w+)"\)\.default/g,
    (loaded, name: string) => INLINED[name] ?? loaded,
  );
  if (/\brequire\(/.test(code)) throw new CompileError("a schema's check would load a package when it runs");
  const file = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } }).createSourceFile(
    "checks.js",
    code.replace(/^"use strict";/, ""),
  );
  file.formatText({ indentSize: 2 });
  return file.getFullText().trim();
};
