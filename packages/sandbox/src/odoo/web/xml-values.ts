import { XMLBuilder, XMLParser } from "fast-xml-parser";
import type { Json } from "../../server/json.ts";
import { valueError } from "../engine/odoo-error.ts";

/** A call as XML-RPC sends it. */
export type XmlCall = { readonly method: string; readonly args: readonly Json[] };

type Node = { readonly tag: string; readonly text: string; readonly children: readonly Node[] };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
});

const builder = new XMLBuilder({ suppressEmptyNode: true });

/** Reads the body of a call. Throws ValueError when it is not one. */
export function parseCall(body: string): XmlCall {
  let nodes: readonly Node[];
  try {
    nodes = readNodes(parser.parse(body));
  } catch (error) {
    throw valueError(error instanceof Error ? error.message : String(error));
  }
  const call = nodes.find(({ tag }) => tag === "methodCall");
  const method = call?.children.find(({ tag }) => tag === "methodName")?.text.trim();
  if (call === undefined || method === undefined) {
    throw valueError("no methodCall in the body");
  }
  const params = call.children.find(({ tag }) => tag === "params")?.children ?? [];
  return { method, args: params.map((param) => readValue(only(param, "value"))) };
}

function readNodes(parsed: unknown): readonly Node[] {
  return (Array.isArray(parsed) ? parsed : []).flatMap((item: { readonly [tag: string]: unknown }) => {
    const [tag, content] = Object.entries(item)[0] ?? ["", undefined];
    if (tag === "#text") {
      return [{ tag, text: String(content), children: [] }];
    }
    const children = readNodes(content);
    const text = children.map((child) => (child.tag === "#text" ? child.text : "")).join("");
    return [{ tag, text, children: children.filter((child) => child.tag !== "#text") }];
  });
}

function only(node: Node, tag: string): Node {
  const child = node.children.find((candidate) => candidate.tag === tag);
  if (child === undefined) {
    throw valueError(`<${node.tag}> without <${tag}>`);
  }
  return child;
}

function readValue(value: Node): Json {
  const [typed] = value.children;
  switch (typed?.tag) {
    case undefined:
      return value.text;
    case "string":
    case "base64":
    case "dateTime.iso8601":
      return typed.text;
    case "int":
    case "i4":
    case "i8":
    case "double":
      return Number(typed.text);
    case "boolean":
      return typed.text.trim() === "1";
    case "nil":
      return null;
    case "array":
      return only(typed, "data").children.map(readValue);
    case "struct":
      return Object.fromEntries(
        typed.children.map((member) => [only(member, "name").text, readValue(only(member, "value"))]),
      );
    default:
      throw valueError(`unknown type <${typed?.tag}> in a value`);
  }
}

type Tree = { readonly [tag: string]: unknown };

/** A value as XML-RPC writes it. Throws TypeError of Python for null, which the protocol has not. */
function writeValue(value: Json): Tree {
  if (value === null) {
    throw new MarshalError();
  }
  if (typeof value === "string") {
    return { string: value };
  }
  if (typeof value === "boolean") {
    return { boolean: value ? 1 : 0 };
  }
  if (typeof value === "number") {
    return Number.isInteger(value) ? { int: value } : { double: value };
  }
  if (Array.isArray(value)) {
    return { array: { data: { value: value.map(writeValue) } } };
  }
  const members = Object.entries(value).map(([name, member]) => ({ name, value: writeValue(member) }));
  return { struct: { member: members } };
}

class MarshalError extends Error {
  constructor() {
    super("cannot marshal None unless allow_none is enabled");
    this.name = "TypeError";
  }
}

const declaration = '<?xml version="1.0"?>\n';

/** The body of a good answer; undefined when there is none to write, because it is None or has a None in it. */
export function writeAnswer(result: Json | undefined): string | undefined {
  try {
    const value = writeValue(result ?? null);
    return declaration + builder.build({ methodResponse: { params: { param: { value } } } });
  } catch (error) {
    if (error instanceof MarshalError) {
      return undefined;
    }
    throw error;
  }
}

/** The body of a fault. */
export function writeFault(code: number | string, text: string): string {
  const value = writeValue({ faultCode: code, faultString: text });
  return declaration + builder.build({ methodResponse: { fault: { value } } });
}
