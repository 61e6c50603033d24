import type { EntitySchema, InvocationDescription, OperationDescription } from "@xmap/contract";
import type { Identifier, SyntaxNode } from "@xmap/grammar";
import { settingName } from "../setting-name.ts";
import { callTarget, systemNamed } from "../symbols/call-target.ts";
import { recordOrigins } from "../symbols/record-origins.ts";
import type { CompletionItem, CompletionKind } from "./completion-item.ts";
import { around, type CompletionRequest } from "./completion-request.ts";
import { snippetOf } from "./snippet.ts";

interface Offer {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  readonly insertText?: string;
  readonly isSnippet?: boolean;
}

/** The types that an entity can give its fields. */
const FIELD_TYPES: readonly Offer[] = [
  {
    name: "money",
    documentation: "An exact amount; `in` names the field of its currency.",
    insertText: snippetOf("money in <currency>"),
    isSnippet: true,
  },
  {
    name: "decimal",
    documentation: "Exact digits after the point.",
    insertText: snippetOf("decimal(<digits>)"),
    isSnippet: true,
  },
  { name: "instant", documentation: "A point in time." },
  { name: "day", documentation: "A date without a time." },
  { name: "email", documentation: "An e-mail address." },
  { name: "html", documentation: "Text with markup." },
  { name: "text", documentation: "Text." },
  { name: "personal", documentation: "Says something about a person." },
];

function offers(kind: CompletionKind, list: readonly Offer[], request: CompletionRequest): readonly CompletionItem[] {
  return list.map((offer) => ({
    label: offer.name,
    kind,
    detail: offer.detail,
    documentation: offer.documentation,
    insertText: offer.insertText ?? offer.name,
    isSnippet: offer.isSnippet ?? false,
    replace: request.place.word,
    sortText: `1${offer.name}`,
    edits: [],
  }));
}

function optionOffer(name: string, schema: EntitySchema, system: string): Offer {
  const isSecret = schema["x-xmap-secret"] === true;
  return {
    name,
    detail: isSecret ? "secret" : String(schema.type ?? "unknown"),
    documentation: schema.description,
    insertText: `${name}: ${isSecret ? "secret" : "env"}("${settingName(system, name)}")`,
  };
}

function systemItems(
  node: Extract<SyntaxNode, { kind: "SystemDeclaration" }>,
  identifier: Identifier,
  request: CompletionRequest,
): readonly CompletionItem[] {
  const description = request.project.host.readDescription(node.name.name);
  if (description === undefined) return [];
  if (node.connector === identifier)
    return offers("connector", [{ name: description.connector, documentation: description.description }], request);
  const given = new Set(node.options.map((option) => option.name.name));
  const missing = Object.entries(description.options.properties ?? {}).filter(([name]) => !given.has(name));
  const isAfterName = /^\s*:/.test(request.text.slice(request.place.word.end));
  const list = missing.map(([name, schema]) => optionOffer(name, schema, node.name.name));
  return offers("option", isAfterName ? list.map((offer) => ({ ...offer, insertText: offer.name })) : list, request);
}

function resourceItems(
  node: Extract<SyntaxNode, { kind: "EntityDeclaration" }>,
  request: CompletionRequest,
): readonly CompletionItem[] {
  const { host } = request.project;
  const system = node.system.name;
  const replace = { start: node.resource.span.start, end: request.place.word.end };
  const described = host.readDescription(system)?.resources ?? {};
  const list = host.listSchemas(system).map((name): Offer => ({ name, documentation: described[name]?.description }));
  return offers("resource", list, request).map((item) => ({ ...item, replace }));
}

function operationItems(target: Identifier, request: CompletionRequest): readonly CompletionItem[] {
  const called = callTarget(request.marked, target, recordOrigins(request.supposed));
  const isCalled = request.text.charAt(request.place.word.end) === "(";
  const described: readonly (readonly [string, OperationDescription | InvocationDescription])[] = Object.entries(
    called?.calls ?? {},
  );
  const list = described.map(([name, operation]): Offer => {
    const given = (operation.arguments.required ?? []).map((argument) => `${argument}: <${argument}>`);
    return {
      name,
      detail: operation.effects.join(", "),
      documentation: operation.description,
      insertText: isCalled ? name : snippetOf(`${name}(${given.join(", ")})`),
      isSnippet: !isCalled,
    };
  });
  return offers("operation", list, request);
}

/** Items for names that a system's description gives: options, resources, joins, operations, capabilities, types. */
export function describedItems(
  identifier: Identifier,
  request: CompletionRequest,
): readonly CompletionItem[] | undefined {
  const parent = around(request, 1);
  const holder = around(request, 2);
  if (parent?.kind === "SystemDeclaration") return systemItems(parent, identifier, request);
  if (parent?.kind === "SystemOption" && holder?.kind === "SystemDeclaration")
    return systemItems(holder, identifier, request);
  if (parent?.kind === "FieldType") return offers("type", FIELD_TYPES, request);
  if (parent?.kind === "EntityDeclaration" && parent.joins.includes(identifier)) {
    const resource = parent.resource.names.map(({ name }) => name).join(".");
    const joins = request.project.host.readDescription(parent.system.name)?.resources[resource]?.joins ?? [];
    return offers(
      "field",
      joins.map((name) => ({ name })),
      request,
    );
  }
  if (parent?.kind === "FieldPath" && holder?.kind === "EntityDeclaration" && holder.resource === parent)
    return resourceItems(holder, request);
  if (parent?.kind === "CapabilityTest" && parent.capability === identifier) {
    const names = systemNamed(request.marked, parent.system.name)?.description.capabilities ?? [];
    return offers(
      "capability",
      names.map((name) => ({ name })),
      request,
    );
  }
  if (parent?.kind === "FieldPath" && holder?.kind === "CallEffect" && parent.names[1] === identifier) {
    const [target] = parent.names;
    return target === undefined ? [] : operationItems(target, request);
  }
  return undefined;
}
