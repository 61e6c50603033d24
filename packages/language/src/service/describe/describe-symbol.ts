import type { EntitySchema, InvocationDescription } from "@xmap/contract";
import type { FunctionSignature, Parameter } from "../../functions/function-signature.ts";
import { schemaToAnswer } from "../../schema/schema-to-type.ts";
import { itemOf } from "../../types/classify.ts";
import type { RecordType, Type, ValueType } from "../../types/type.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import type { ServiceSymbol } from "../symbols/service-symbol.ts";
import type { LocalName } from "../tree/local-names.ts";
import { describeDeclared } from "./describe-declared.ts";
import { codeBlock, codeNames, paragraphs } from "./markdown.ts";
import { fieldTraits, typeLabel, typeWords } from "./type-words.ts";

const SHOWN_FIELDS = 12;
const SHOWN_VALUES = 20;

function parameterText(parameter: Parameter): string {
  return `${parameter.name}${parameter.optional === true ? "?" : ""}`;
}

/** `$substring(text, start, length?)` */
export function signatureText(signature: FunctionSignature): string {
  return `$${signature.name}(${signature.parameters.map(parameterText).join(", ")})`;
}

export function describeFunction(signature: FunctionSignature): string {
  return paragraphs(codeBlock(signatureText(signature)), signature.documentation);
}

function fieldNames(record: RecordType): string {
  const names = [...record.fields.keys()];
  const more = names.length > SHOWN_FIELDS ? `, and ${names.length - SHOWN_FIELDS} more` : "";
  return `Fields: ${codeNames(names.slice(0, SHOWN_FIELDS))}${more}.`;
}

/** Values of a closed set with what people call them. */
function valueLabels(type: Type): string | undefined {
  if (type.kind !== "enumeration" || type.labels === undefined) return undefined;
  const { labels, values } = type;
  const named = values.flatMap((value) =>
    Object.hasOwn(labels, String(value)) ? [[value, labels[String(value)]]] : [],
  );
  const more = named.length > SHOWN_VALUES ? `, and ${named.length - SHOWN_VALUES} more` : "";
  const shown = named.slice(0, SHOWN_VALUES).map(([value, label]) => `\`${JSON.stringify(value)}\` ${label}`);
  return shown.length === 0 ? undefined : `Values: ${shown.join(", ")}${more}.`;
}

/** A field of a record with its type, what its schema says, and what lies in it. */
export function describeField(owner: RecordType, name: string): string {
  const field = owner.fields.get(name);
  if (field === undefined) return "";
  const traits = fieldTraits(field);
  const inside = itemOf(field.value.type);
  return paragraphs(
    codeBlock(`${owner.name}.${name}: ${typeLabel(field.value)}`),
    field.value.type.kind === "unknown" ? `Its type is ${typeWords(field.value)}.` : undefined,
    field.description,
    traits.length === 0 ? undefined : `Is ${traits.join(", ")}.`,
    inside.kind === "record" ? fieldNames(inside) : valueLabels(inside),
  );
}

function describeLocal(local: LocalName, value: ValueType | undefined, text: string): string {
  const mark = local.kind === "variable" ? "$" : "";
  const written = local.value === undefined ? "" : text.slice(local.value.span.start, local.value.span.end);
  return paragraphs(
    codeBlock(`${mark}${local.name}: ${typeLabel(value)}`),
    value?.type.kind === "unknown" || value === undefined ? `Its type is ${typeWords(value)}.` : undefined,
    written === "" ? undefined : codeBlock(written),
  );
}

function describeOption(schema: EntitySchema | undefined, name: string): string {
  const secret = schema?.["x-xmap-secret"] === true ? "Is a secret: it comes from `secret(…)`." : undefined;
  const type = typeof schema?.type === "string" ? schema.type : (schema?.type?.join(" or ") ?? "unknown");
  return paragraphs(codeBlock(`${name}: ${type}`), schema?.description, secret);
}

/** How often a call may be repeated, in words. */
const REPEATS: Readonly<Record<InvocationDescription["idempotent"], string>> = {
  natural: "It changes nothing and may be asked again.",
  keyed: "A repeat is known by its key.",
  findFirst: "A call whose answer is lost is held for a person.",
};

function describeInvocation({ system, name, description }: ServiceSymbol & { kind: "invocation" }): string {
  const { effects, idempotent, answer } = description;
  const answered = schemaToAnswer(answer, { entity: "", system, omitted: new Set() });
  const parameters = Object.keys(description.arguments.properties ?? {}).join(", ");
  return paragraphs(
    codeBlock(`call ${system}.${name}(${parameters}): ${typeLabel(answered)}`),
    description.description,
    `${REPEATS[idempotent]}${effects.length === 0 ? "" : ` Effects: ${effects.join(", ")}.`}`,
  );
}

/** A symbol in Markdown, for hovers and completion; `file` is where it is looked at. */
export function describeSymbol(symbol: ServiceSymbol, file: FileAnalysis, project: ProjectAnalysis): string {
  switch (symbol.kind) {
    case "declared":
      return describeDeclared(symbol.declared, project);
    case "local": {
      // A test names what the flow of another file gives.
      const { notes, loaded } = project.files.get(symbol.file) ?? file;
      return describeLocal(symbol.local, notes.valueNamedAt(symbol.local.span), loaded.file.source.text);
    }
    case "field":
      return describeField(symbol.owner, symbol.path.at(-1) ?? "");
    case "function":
      return describeFunction(symbol.signature);
    case "operation": {
      const { description, entity, name } = symbol;
      const effects =
        description.effects.length === 0 ? "no effects beside the record" : description.effects.join(", ");
      return paragraphs(
        codeBlock(`call ${entity.name}.${name}(${Object.keys(description.arguments.properties ?? {}).join(", ")})`),
        description.description,
        `Done when ${description.doneWhen}. Effects: ${effects}.`,
      );
    }
    case "invocation":
      return describeInvocation(symbol);
    case "argument":
      return describeField(symbol.owner, symbol.name);
    case "resource": {
      const { system, resource } = symbol;
      const about = project.host.readDescription(system)?.resources[resource]?.description;
      return paragraphs(
        codeBlock(`${system}.${resource}`),
        about ?? project.host.readSchema(system, resource)?.description,
      );
    }
    case "connector":
      return paragraphs(codeBlock(symbol.name), project.host.readDescription(symbol.system)?.description);
    case "option":
      return describeOption(
        project.host.readDescription(symbol.system)?.options.properties?.[symbol.name],
        symbol.name,
      );
    case "capability":
      return paragraphs(
        codeBlock(`${symbol.system} offers ${symbol.name}`),
        "Some installations offer it, others do not.",
      );
  }
}
