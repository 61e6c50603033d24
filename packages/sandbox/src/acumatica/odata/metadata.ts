import type { FieldType } from "../contract/schema.ts";
import type { Feed } from "./feed.ts";

const EDM_TYPES: { readonly [Type in FieldType]: string } = {
  string: "Edm.String",
  decimal: "Edm.Decimal",
  int: "Edm.Int32",
  short: "Edm.Int16",
  long: "Edm.Int64",
  double: "Edm.Double",
  byte: "Edm.Byte",
  boolean: "Edm.Boolean",
  dateTime: "Edm.DateTimeOffset",
  guid: "Edm.Guid",
};

/** `$metadata`: the feeds' names, columns and keys as CSDL. */
export function describeFeeds(feeds: readonly Feed[]): string {
  const types = feeds.map((feed) => {
    const keys = feed.keys.map((key) => `<PropertyRef Name="${key}"/>`).join("");
    const properties = [...feed.columns].map(([name, type]) => `<Property Name="${name}" Type="${EDM_TYPES[type]}"/>`);
    return `<EntityType Name="${feed.name}">${keys === "" ? "" : `<Key>${keys}</Key>`}${properties.join("")}</EntityType>`;
  });
  const sets = feeds.map(({ name }) => `<EntitySet Name="${name}" EntityType="Acumatica.${name}"/>`);
  return (
    '<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">' +
    '<edmx:DataServices><Schema Namespace="Acumatica" xmlns="http://docs.oasis-open.org/odata/ns/edm">' +
    `${types.join("")}<EntityContainer Name="Default">${sets.join("")}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`
  );
}
