import { XMLParser, XMLValidator } from "fast-xml-parser";
import { isJsonObject } from "../json-object.ts";
import type { SchemaProblem } from "../schema-source.ts";

/** An element of a parsed XML document; names are without their prefixes. */
export interface XmlElement {
  attribute(name: string): string | undefined;
  /** Child elements of a name, in order. */
  children(name: string): readonly XmlElement[];
  readonly text: string;
}

export type XmlReading =
  | { readonly root: XmlElement; readonly problem: undefined }
  | { readonly root: undefined; readonly problem: SchemaProblem };

const ATTRIBUTE = "@";
const TEXT = "#text";

/** Parses an XML document. One with a document type is refused: its entities could name files or grow without end. */
export function readXml(text: string): XmlReading {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    return refused(
      "the document type",
      "the file has a document type, which is not read",
      "take the `<!DOCTYPE …>` out",
    );
  }
  const valid = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (valid !== true) {
    const { msg, line, col } = valid.err;
    return refused(`line ${line}, column ${col}`, `this is not valid XML: ${msg}`, "mend the text at this place");
  }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: ATTRIBUTE,
    textNodeName: TEXT,
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  });
  try {
    return { root: elementOf(parser.parse(text)), problem: undefined };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return refused("the document", `this XML cannot be read: ${said}`, "pull the file again");
  }
}

function refused(place: string, message: string, help: string): XmlReading {
  return { root: undefined, problem: { place, message, help } };
}

function elementOf(value: unknown): XmlElement {
  const member = (name: string): unknown =>
    isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return {
    attribute(name) {
      const found = member(`${ATTRIBUTE}${name}`);
      return typeof found === "string" ? found : undefined;
    },
    children(name) {
      const found = member(name);
      return Array.isArray(found) ? found.map(elementOf) : [];
    },
    get text() {
      const found = typeof value === "string" ? value : member(TEXT);
      return typeof found === "string" ? found.trim() : "";
    },
  };
}
