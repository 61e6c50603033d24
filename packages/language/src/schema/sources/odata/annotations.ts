import type { XmlElement } from "./xml-element.ts";

/** What annotations of OData's core vocabulary say of an element, inside it or by its path from elsewhere. */
export interface Annotations {
  /** A tag such as `Org.OData.Core.V1.Computed`, true without a value. */
  flag(element: XmlElement, target: string, term: string): boolean;
  text(element: XmlElement, target: string, term: string): string | undefined;
}

/** Collects annotations that stand apart from what they are about: `<Annotations Target="Sales.Order/Total">`. */
export function annotationsOf(schemas: readonly XmlElement[], qualified: (name: string) => string): Annotations {
  const apart = new Map<string, readonly XmlElement[]>();
  for (const group of schemas.flatMap((schema) => schema.children("Annotations"))) {
    const [type = "", ...path] = (group.attribute("Target") ?? "").split("/");
    const target = [qualified(type), ...path].join("/");
    apart.set(target, [...(apart.get(target) ?? []), ...group.children("Annotation")]);
  }
  const find = (element: XmlElement, target: string, term: string): XmlElement | undefined =>
    [...element.children("Annotation"), ...(apart.get(target) ?? [])].find(
      (annotation) => annotation.attribute("Term")?.split(".").at(-1) === term,
    );
  return {
    flag: (element, target, term) => {
      const annotation = find(element, target, term);
      return annotation !== undefined && annotation.attribute("Bool") !== "false";
    },
    text: (element, target, term) => {
      const annotation = find(element, target, term);
      return annotation?.attribute("String") ?? annotation?.children("String").at(0)?.text;
    },
  };
}
