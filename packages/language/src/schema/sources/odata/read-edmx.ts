import type { SchemaProblem } from "../schema-source.ts";
import { type Annotations, annotationsOf } from "./annotations.ts";
import type { EdmModel, EdmNavigation, EdmProperty, EdmStructuredType, EdmTypeReference } from "./edm-model.ts";
import { readXml, type XmlElement } from "./xml-element.ts";

export type EdmxReading =
  | { readonly model: EdmModel; readonly problem: undefined }
  | { readonly model: undefined; readonly problem: SchemaProblem };

/** Reads a metadata document of OData (EDMX with CSDL, versions 3 and 4). */
export function readEdmx(text: string): EdmxReading {
  const { root, problem } = readXml(text);
  if (root === undefined) return { model: undefined, problem };
  const schemas = root
    .children("Edmx")
    .flatMap((edmx) => edmx.children("DataServices"))
    .flatMap((services) => services.children("Schema"));
  if (schemas.length > 0) return { model: new EdmxReader(schemas).read(), problem: undefined };
  return {
    model: undefined,
    problem: {
      place: "edmx:Edmx/edmx:DataServices/Schema",
      message: "the file is no metadata document of OData: it has no such element",
      help: "save what the service answers at `…/$metadata`",
    },
  };
}

class EdmxReader {
  readonly #schemas: readonly XmlElement[];
  readonly #aliases = new Map<string, string>();
  readonly #annotations: Annotations;

  constructor(schemas: readonly XmlElement[]) {
    this.#schemas = schemas;
    for (const schema of schemas) {
      const alias = schema.attribute("Alias");
      if (alias !== undefined) this.#aliases.set(alias, schema.attribute("Namespace") ?? "");
    }
    this.#annotations = annotationsOf(schemas, (name) => this.#qualified(name));
  }

  read(): EdmModel {
    const structured = new Map<string, EdmStructuredType>();
    const enumerations = new Map<string, readonly string[]>();
    const definitions = new Map<string, string>();
    const sets = new Map<string, string>();
    for (const schema of this.#schemas) {
      const qualified = (element: XmlElement) => `${schema.attribute("Namespace") ?? ""}.${nameOf(element)}`;
      for (const element of [...schema.children("EntityType"), ...schema.children("ComplexType")])
        structured.set(qualified(element), this.#structuredType(element, qualified(element)));
      for (const element of schema.children("EnumType"))
        enumerations.set(qualified(element), element.children("Member").map(nameOf));
      for (const element of schema.children("TypeDefinition"))
        definitions.set(qualified(element), element.attribute("UnderlyingType") ?? "Edm.String");
      for (const container of schema.children("EntityContainer")) {
        for (const set of container.children("EntitySet"))
          sets.set(nameOf(set), this.#qualified(set.attribute("EntityType") ?? ""));
        for (const singleton of container.children("Singleton"))
          sets.set(nameOf(singleton), this.#qualified(singleton.attribute("Type") ?? ""));
      }
    }
    return { structured, enumerations, definitions, sets };
  }

  #qualified(name: string): string {
    const dot = name.lastIndexOf(".");
    const namespace = this.#aliases.get(name.slice(0, dot));
    return namespace === undefined ? name : `${namespace}${name.slice(dot)}`;
  }

  #typeReference(written: string): EdmTypeReference {
    const inner = /^Collection\((.+)\)$/.exec(written)?.[1];
    return { type: this.#qualified(inner ?? written), isCollection: inner !== undefined };
  }

  #structuredType(element: XmlElement, name: string): EdmStructuredType {
    const base = element.attribute("BaseType");
    return {
      name,
      base: base === undefined ? undefined : this.#qualified(base),
      isOpen: element.attribute("OpenType") === "true",
      key: element.children("Key").flatMap((key) => key.children("PropertyRef").map(nameOf)),
      properties: element.children("Property").map((property) => this.#property(property, name)),
      navigations: element.children("NavigationProperty").flatMap((each) => this.#navigation(each, name) ?? []),
      description: this.#annotations.text(element, name, "Description"),
    };
  }

  #property(element: XmlElement, owner: string): EdmProperty {
    const target = `${owner}/${nameOf(element)}`;
    const isTold = (term: string) => this.#annotations.flag(element, target, term);
    const isComputed = isTold("Computed") || element.attribute("StoreGeneratedPattern") === "Computed";
    const isUnchangeable = element.attribute("creatable") === "false" && element.attribute("updatable") === "false";
    return {
      name: nameOf(element),
      ...this.#typeReference(element.attribute("Type") ?? "Edm.String"),
      isNullable: element.attribute("Nullable") !== "false",
      maxLength: countOf(element.attribute("MaxLength")),
      scale: countOf(element.attribute("Scale")),
      isReadOnly: isComputed || isUnchangeable,
      isDefaulted:
        element.attribute("DefaultValue") !== undefined || element.attribute("StoreGeneratedPattern") === "Identity",
      isFilterable: element.attribute("filterable") !== "false",
      label: element.attribute("label"),
      description: this.#annotations.text(element, target, "Description"),
    };
  }

  #navigation(element: XmlElement, owner: string): EdmNavigation | undefined {
    const name = nameOf(element);
    const description = this.#annotations.text(element, `${owner}/${name}`, "Description");
    const written = element.attribute("Type");
    if (written === undefined) return this.#association(element, description);
    const foreignKeys = element.children("ReferentialConstraint").flatMap((each) => each.attribute("Property") ?? []);
    const isNullable = element.attribute("Nullable") !== "false";
    return { name, ...this.#typeReference(written), isNullable, foreignKeys, description };
  }

  /** A navigation of version 3: the other end stands in an association. */
  #association(element: XmlElement, description: string | undefined): EdmNavigation | undefined {
    const wanted = this.#qualified(element.attribute("Relationship") ?? "");
    const association = this.#schemas
      .flatMap((schema) =>
        schema
          .children("Association")
          .filter((each) => `${schema.attribute("Namespace") ?? ""}.${nameOf(each)}` === wanted),
      )
      .at(0);
    const end = association?.children("End").find((each) => each.attribute("Role") === element.attribute("ToRole"));
    if (association === undefined || end === undefined) return undefined;
    const multiplicity = end.attribute("Multiplicity");
    const dependents = association
      .children("ReferentialConstraint")
      .flatMap((constraint) => constraint.children("Dependent"))
      .filter((dependent) => dependent.attribute("Role") === element.attribute("FromRole"));
    return {
      name: nameOf(element),
      type: this.#qualified(end.attribute("Type") ?? ""),
      isCollection: multiplicity === "*",
      isNullable: multiplicity === "0..1",
      foreignKeys: dependents.flatMap((dependent) => dependent.children("PropertyRef").map(nameOf)),
      description,
    };
  }
}

function nameOf(element: XmlElement): string {
  return element.attribute("Name") ?? "";
}

/** A whole number; undefined for `max` and `variable`. */
function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
