import type { ObjectMember } from "../ir/code.ts";
import { arrow, exported, list, literal, object } from "../ir/code.ts";
import type { BindingIr, DirectionIr, LinkIr } from "../ir/module.ts";
import type { Document } from "./document.ts";
import { constant, documented, emitFunction, emitInterfaces, given, ruleList, texts } from "./emit-parts.ts";
import type { FileNames } from "./file-names.ts";

/** A binding with the functions of its directions, and what references by key use. */
export function emitBinding(binding: BindingIr, names: FileNames): readonly Document[] {
  const { forward, reverse } = binding;
  const value = object(
    [
      { name: "name", value: literal(binding.name) },
      { name: "link", value: literal(binding.name) },
      ...given("was", binding.was),
      { name: "left", value: exported(binding.left) },
      { name: "right", value: exported(binding.right) },
      ...given("master", binding.master),
      ...directionMembers(forward),
      ...(reverse === undefined ? [] : [{ name: "reverse", value: object(directionMembers(reverse), true) }]),
    ],
    true,
  );
  const directions = reverse === undefined ? [forward] : [forward, reverse];
  return [
    ...directions.flatMap((direction) => [
      ...emitInterfaces(direction.interfaces, names),
      ...(direction.check === undefined
        ? []
        : [emitFunction(direction.check.function, direction.check.code, names, false)]),
      emitFunction(direction.function, direction.code, names, false),
    ]),
    documented(binding.documentation, constant(binding.constant.name, names.helperType("BindingModule"), value, names)),
    ...binding.links.map((link) => emitLink(link, binding, names)),
  ];
}

function directionMembers(direction: DirectionIr): readonly ObjectMember[] {
  const lines = direction.lines.map((line) =>
    object([
      { name: "field", value: literal(line.field) },
      { name: "key", value: texts(line.key) },
      { name: "once", value: texts(line.once) },
    ]),
  );
  return [
    { name: "key", value: texts(direction.key) },
    { name: "once", value: texts(direction.once) },
    { name: "lines", value: list(lines) },
    { name: "rules", value: ruleList(direction.rules, direction.includes) },
    {
      name: "lookups",
      value: list(direction.gathers.map((gather) => arrow(gather.parameters, undefined, gather.statements))),
    },
    ...(direction.check === undefined ? [] : [{ name: "validate", value: exported(direction.check.function) }]),
    { name: "map", value: exported(direction.function) },
  ];
}

/** The binding as references by key use it: it finds by the link alone and makes nothing. */
function emitLink(link: LinkIr, binding: BindingIr, names: FileNames): Document {
  const [from, to] = link.from === "left" ? [binding.left, binding.right] : [binding.right, binding.left];
  const value = object(
    [
      { name: "name", value: literal(binding.name) },
      { name: "link", value: literal(binding.name) },
      { name: "linkedFrom", value: literal(link.from) },
      { name: "left", value: exported(from) },
      { name: "right", value: exported(to) },
      ...["key", "once", "lines", "rules", "lookups"].map((name) => ({ name, value: list([]) })),
      { name: "map", value: arrow([], object([])) },
    ],
    true,
  );
  return constant(link.constant.name, names.helperType("BindingModule"), value, names);
}
