import { type Json, parseJson } from "../../server/json.ts";

const token = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|[A-Za-z_]\w*|[()[\]{},:]|-?\d+(?:\.\d+)?|\s+/gy;
const constants: { readonly [name: string]: string } = { True: "true", False: "false", None: "null" };

/** Reads a literal of Python (lists, tuples, dicts, texts, numbers, True, False, None); undefined for anything else. */
export function parsePythonLiteral(source: string): Json | undefined {
  let json = "";
  let end = 0;
  for (const match of source.matchAll(token)) {
    const [whole, single, double] = match;
    const quoted = single ?? double;
    const plain = whole === "(" ? "[" : whole === ")" ? "]" : (constants[whole] ?? whole);
    json += quoted === undefined ? plain : JSON.stringify(quoted.replaceAll(/\\(.)/g, "$1"));
    end += whole.length;
  }
  // Python allows a comma behind the last item.
  return end === source.length ? parseJson(json.replaceAll(/,\s*([\]}])/g, "$1")) : undefined;
}
