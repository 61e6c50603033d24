import type { TypeCode } from "../ir/type-code.ts";
import { type Document, group, indent, join, LINE, TRAILING_SEMICOLON } from "./document.ts";
import type { NameSource } from "./name-source.ts";
import { printLiteral, propertyName } from "./text-literals.ts";

/** `: type` behind a name; nothing where there is no type or JavaScript is printed. */
export function annotation(type: TypeCode | undefined, names: NameSource): Document {
  return type === undefined || !names.typed ? "" : [": ", printType(type, names)];
}

/** A type as text with possible line breaks. */
export function printType(type: TypeCode, names: NameSource): Document {
  switch (type.kind) {
    case "keyword":
      return type.text;
    case "literal":
      return printLiteral(type.value);
    case "exported":
      return names.type(type.exported);
    case "helper": {
      const name = names.helperType(type.name);
      if (type.arguments.length === 0) return name;
      return [
        name,
        "<",
        join(
          ", ",
          type.arguments.map((argument) => printType(argument, names)),
        ),
        ">",
      ];
    }
    case "list": {
      const item = printType(type.item, names);
      const grouped = type.item.kind === "union" || type.item.kind === "intersection";
      return ["readonly ", grouped ? ["(", item, ")"] : item, "[]"];
    }
    case "union":
      return join(
        " | ",
        type.members.map((member) => printType(member, names)),
      );
    case "intersection":
      return join(
        " & ",
        type.members.map((member) => printType(member, names)),
      );
    case "part":
      return type.path.reduce<Document>(
        (whole, step) => {
          const present = ["NonNullable<", whole, ">"];
          if (step === "present") return present;
          return [present, step === "elements" ? "[number]" : ["[", printLiteral(step.field), "]"]];
        },
        printType(type.of, names),
      );
    case "record": {
      if (type.members.length === 0) return "object";
      const members = type.members.map(
        (member): Document => [
          "readonly ",
          propertyName(member.name),
          member.optional ? "?: " : ": ",
          printType(member.type, names),
        ],
      );
      return group(["{", indent([LINE, join([";", LINE], members), TRAILING_SEMICOLON]), LINE, "}"]);
    }
  }
}
