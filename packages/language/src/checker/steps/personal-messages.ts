import type { EntitySchema } from "@xmap/contract";
import { type Expression, type SyntaxNode, visitNodes } from "@xmap/grammar";
import type { CheckedStep, EntitySymbol, FlowSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { fieldSchema, schemaAt } from "../rules/schema-at.ts";

/** What a flow's name stands for: a record, a part of one, or a value made of others. */
type Origin =
  | { readonly kind: "record"; readonly entity: EntitySymbol; readonly path: readonly string[] }
  /** What a system answers, or a part of it. */
  | { readonly kind: "answer"; readonly schema: EntitySchema | undefined }
  | { readonly kind: "value"; readonly personal: string | undefined };

type Origins = ReadonlyMap<string, Origin>;

function refinedAsPersonal(entity: EntitySymbol, path: readonly string[]): boolean {
  const written = path.join(".");
  return entity.declaration.refinements.some(
    ({ path: refined, type }) =>
      type.name.name === "personal" && refined.names.map(({ name }) => name).join(".") === written,
  );
}

function holdsPersonal(schema: EntitySchema | undefined): boolean {
  if (schema === undefined) return false;
  if (schema["x-xmap-personal"] === true || holdsPersonal(schema.items)) return true;
  return Object.values(schema.properties ?? {}).some(holdsPersonal);
}

/** Whether a field of an answer, or a record around it, is personal; with `parts`, whether something in it is. */
function isPersonalAnswer(schema: EntitySchema | undefined, path: readonly string[], parts: boolean): boolean {
  const around = path.map((_name, index) => fieldSchema(schema, path.slice(0, index + 1)));
  if ([schema, ...around].some((part) => part?.["x-xmap-personal"] === true)) return true;
  return parts && holdsPersonal(fieldSchema(schema, path));
}

/** Whether a field or a record around it is personal; with `parts`, whether something in it is. */
function isPersonal(entity: EntitySymbol, path: readonly string[], parts: boolean, context: CheckContext): boolean {
  for (let length = 1; length <= path.length; length += 1) {
    const part = path.slice(0, length);
    if (refinedAsPersonal(entity, part)) return true;
    if (schemaAt(entity, part, context)?.["x-xmap-personal"] === true) return true;
  }
  return parts && holdsPersonal(schemaAt(entity, path, context));
}

/** The names at the beginning of a path; `whole` when it has nothing else. */
function pathNames(node: SyntaxNode): { readonly names: readonly string[]; readonly whole: boolean } {
  const names: string[] = [];
  for (const { operand } of node.kind === "PathExpression" ? node.steps : []) {
    if (operand.kind !== "NameStep") return { names, whole: false };
    names.push(operand.name);
  }
  return { names, whole: true };
}

/** The first personal field that an expression reads, as it is written. */
function personalIn(expression: Expression, origins: Origins, context: CheckContext): string | undefined {
  let found: string | undefined;
  visitNodes(expression, (node) => {
    const { names, whole } = pathNames(node);
    const [name, ...path] = names;
    const origin = name === undefined ? undefined : origins.get(name);
    if (found !== undefined || origin === undefined) return;
    if (origin.kind === "value") found = origin.personal;
    else if (origin.kind === "answer") {
      if (isPersonalAnswer(origin.schema, path, whole)) found = names.join(".");
    } else if (isPersonal(origin.entity, [...origin.path, ...path], whole, context)) found = names.join(".");
  });
  return found;
}

function originOf(expression: Expression, origins: Origins, context: CheckContext): Origin {
  const [name, ...path] = pathNames(expression).names;
  const origin = name === undefined ? undefined : origins.get(name);
  if (origin?.kind === "record") return { ...origin, path: [...origin.path, ...path] };
  if (origin?.kind === "answer" && !isPersonalAnswer(origin.schema, path, false))
    return { kind: "answer", schema: fieldSchema(origin.schema, path) };
  return { kind: "value", personal: personalIn(expression, origins, context) };
}

/** What a step's name stands for afterwards. */
function givenOrigin(step: CheckedStep, origins: Origins, context: CheckContext): Origin | undefined {
  switch (step.kind) {
    case "read":
    case "call":
      return { kind: "record", entity: step.entity, path: [] };
    case "invoke":
      return { kind: "answer", schema: step.description.answer };
    case "find":
      return { kind: "record", entity: step.side === "left" ? step.binding.right : step.binding.left, path: [] };
    case "sync":
      return { kind: "record", entity: step.binding.right, path: [] };
    case "value": {
      const [value] = step.value.via === undefined ? step.value.expressions : [];
      return value === undefined ? undefined : originOf(value, origins, context);
    }
    default:
      return undefined;
  }
}

function checkMessage(step: CheckedStep & { kind: "notify" }, origins: Origins, context: CheckContext): void {
  for (const part of step.template.parts) {
    const field = part.kind === "TemplateText" ? undefined : personalIn(part, origins, context);
    if (field === undefined) continue;
    context.report({ code: "personal-in-message", span: part.span, values: { field, channel: step.channel } });
  }
}

function checkSteps(steps: readonly CheckedStep[], before: Origins, context: CheckContext): void {
  const origins = new Map(before);
  for (const step of steps) {
    if (step.kind === "notify") checkMessage(step, origins, context);
    if (step.kind === "when") checkSteps(step.steps, origins, context);
    if (step.kind === "each") {
      const list = originOf(step.list, origins, context);
      checkSteps(step.steps, new Map(origins).set(step.name, list), context);
    }
    const given = givenOrigin(step, origins, context);
    if ("assign" in step && step.assign !== undefined && given !== undefined) origins.set(step.assign, given);
  }
}

/** Messages name no fields that are marked as personal. */
export function checkPersonalMessages(flow: FlowSymbol, context: CheckContext): void {
  const origins: Origins = new Map([[flow.subject, { kind: "record", entity: flow.entity, path: [] }]]);
  checkSteps(flow.steps, origins, context);
}
