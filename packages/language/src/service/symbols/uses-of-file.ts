import { type FieldPath, type Identifier, type SyntaxNode, type TypeReference, visitNodes } from "@xmap/grammar";
import { functionTable } from "../../functions/function-table.ts";
import type { EntitySymbol } from "../../program.ts";
import { fieldAt } from "../../schema/replace-field.ts";
import { itemOf } from "../../types/classify.ts";
import { UNKNOWN } from "../../types/make-type.ts";
import type { RecordType, Type } from "../../types/type.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { localNamesOf } from "../tree/local-names.ts";
import { nameSitesOf } from "../tree/name-sites.ts";
import { callTarget, symbolOfCall, systemNamed } from "./call-target.ts";
import { flowNameInTest } from "./flow-names-in-test.ts";
import { type RecordOrigins, recordOrigins } from "./record-origins.ts";
import type { ServiceSymbol, SymbolRole, SymbolUse } from "./service-symbol.ts";

const FUNCTIONS = functionTable();

class UseReader {
  readonly found = new Map<number, SymbolUse>();
  readonly #file: FileAnalysis;
  readonly #project: ProjectAnalysis;
  readonly #origins: RecordOrigins;

  constructor(file: FileAnalysis, project: ProjectAnalysis) {
    this.#file = file;
    this.#project = project;
    this.#origins = recordOrigins(project);
  }

  read(): readonly SymbolUse[] {
    const { loaded, path } = this.#file;
    for (const { span, name, isDeclaration } of localNamesOf(loaded.file).uses)
      this.#add(span, { kind: "local", file: path, local: name }, isDeclaration ? "declaration" : "read");
    visitNodes(loaded.file, (node) => this.#readNode(node));
    for (const member of this.#file.notes.members()) this.#readMember(member);
    return [...this.found.values()].toSorted((a, b) => a.span.start - b.span.start);
  }

  #add(span: SymbolUse["span"], symbol: ServiceSymbol, role: SymbolRole): void {
    if (span.end > span.start && !this.found.has(span.start)) this.found.set(span.start, { span, symbol, role });
  }

  #readMember(member: { span: SymbolUse["span"]; name: string; owner: Type; purpose: string }): void {
    const { span, name, owner } = member;
    if (owner.kind !== "record" || !owner.fields.has(name) || member.purpose === "argument") return;
    const symbol = this.#fieldOf(owner, name);
    if (symbol !== undefined) this.#add(span, symbol, member.purpose === "write" ? "write" : "read");
  }

  #fieldOf(owner: RecordType, name: string): ServiceSymbol | undefined {
    const origin = this.#origins.get(owner);
    if (origin === undefined) return undefined;
    const { entity, path } = origin;
    return { kind: "field", system: entity.system.name, resource: entity.resource, path: [...path, name], owner };
  }

  #readNode(node: SyntaxNode): void {
    for (const { identifier } of nameSitesOf(node)) this.#readName(identifier, "read");
    if ("documentation" in node && node.kind !== "TestDeclaration") this.#readName(node.name, "declaration");
    switch (node.kind) {
      case "Import":
        for (const identifier of node.names) this.#readName(identifier, "import");
        return;
      case "CallExpression": {
        const { callee } = node;
        const signature = callee.kind === "VariableExpression" ? FUNCTIONS.get(callee.name) : undefined;
        if (signature !== undefined) this.#add(callee.span, { kind: "function", signature }, "read");
        return;
      }
      case "SystemDeclaration": {
        const system = node.name.name;
        if (systemNamed(this.#file, system) === undefined) return;
        this.#add(node.connector.span, { kind: "connector", system, name: node.connector.name }, "read");
        for (const { name } of node.options) this.#add(name.span, { kind: "option", system, name: name.name }, "write");
        return;
      }
      case "EntityDeclaration":
        this.#readEntity(node);
        return;
      case "TypeReference":
        this.#readReference(node);
        return;
      case "CapabilityTest": {
        const { name, span } = node.capability;
        if (systemNamed(this.#file, node.system.name)?.description.capabilities.includes(name) === true)
          this.#add(span, { kind: "capability", system: node.system.name, name }, "read");
        return;
      }
      case "CallEffect":
        this.#readCall(node);
        return;
      case "TestDeclaration": {
        const named = flowNameInTest(node, this.#file, this.#project);
        if (named === undefined) return;
        this.#add(named.identifier.span, { kind: "local", file: named.file, local: named.name }, "read");
        return;
      }
      default:
    }
  }

  #readEntity(node: Extract<SyntaxNode, { kind: "EntityDeclaration" }>): void {
    const symbol = this.#file.visible.get(node.name.name)?.declared.symbol;
    if (symbol?.kind !== "entity") return;
    const { resource, system, type: owner } = symbol;
    this.#add(node.resource.span, { kind: "resource", system: system.name, resource }, "read");
    for (const { name, span } of node.joins) {
      if (!symbol.joins.includes(name)) continue;
      this.#add(span, { kind: "field", system: system.name, resource, path: [name], owner }, "read");
    }
    for (const path of node.key) this.#readPath(path, [], symbol);
    for (const { path, type } of node.refinements) {
      this.#readPath(path, [], symbol);
      const beside = type.unit?.root === "$$" ? [] : path.names.slice(0, -1).map(({ name }) => name);
      if (type.unit !== undefined) this.#readPath(type.unit, beside, symbol);
    }
  }

  /** Fields of an entity's own declaration, whose record was refined after they were looked up. */
  #readPath(path: FieldPath, beside: readonly string[], entity: EntitySymbol): void {
    let current = beside;
    for (const { name, span } of path.names) {
      const record = current.length === 0 ? entity.type : itemOf(fieldAt(entity.type, current)?.value.type ?? UNKNOWN);
      if (record.kind !== "record" || !record.fields.has(name)) return;
      current = [...current, name];
      const { system, resource } = entity;
      const field = { kind: "field", system: system.name, resource, path: current, owner: record } as const;
      this.#add(span, field, "read");
    }
  }

  /** `Country.region.label` leads through a reference into a record that no entity needs to declare. */
  #readReference(node: TypeReference): void {
    let before: Type = UNKNOWN;
    for (const { name, span } of node.names.slice(1)) {
      const owner = this.#file.notes.memberAt(span)?.owner;
      const field = owner?.kind === "record" ? owner.fields.get(name) : undefined;
      if (owner?.kind !== "record" || field === undefined) return;
      if (before.kind === "reference" && !this.#origins.has(owner)) {
        const { system, resource } = before;
        this.#add(span, { kind: "field", system, resource, path: [name], owner }, "read");
      }
      before = itemOf(field.value.type);
    }
  }

  #readCall(node: Extract<SyntaxNode, { kind: "CallEffect" }>): void {
    const [target, operation] = node.target.names;
    if (target === undefined || operation === undefined) return;
    const { name } = operation;
    const called = callTarget(this.#file, target, this.#origins);
    if (called?.kind === "system") this.#readName(target, "read");
    const symbol = called === undefined ? undefined : symbolOfCall(called, name);
    if (symbol === undefined) return;
    this.#add(operation.span, symbol, "read");
    for (const argument of node.arguments) {
      const { span } = argument.name;
      const member = this.#file.notes.memberAt(span);
      if (member?.purpose !== "argument" || member.owner.kind !== "record") continue;
      const { owner } = member;
      if (!owner.fields.has(argument.name.name)) continue;
      this.#add(span, { kind: "argument", operation: name, owner, name: argument.name.name }, "write");
    }
  }

  #readName(identifier: Identifier, role: SymbolRole): void {
    const declared = this.#file.visible.get(identifier.name)?.declared;
    if (declared === undefined) return;
    if (role === "declaration" && (declared.file !== this.#file.path || declared.span.start !== identifier.span.start))
      return;
    this.#add(identifier.span, { kind: "declared", declared }, role);
  }
}

const usesOf = new WeakMap<FileAnalysis, readonly SymbolUse[]>();

/** Every name of a file that stands for something known, by place. */
export function usesOfFile(file: FileAnalysis, project: ProjectAnalysis): readonly SymbolUse[] {
  const before = usesOf.get(file);
  if (before !== undefined) return before;
  const uses = new UseReader(file, project).read();
  usesOf.set(file, uses);
  return uses;
}

/** The use around an offset; of two that meet there the one that begins. */
export function useAt(file: FileAnalysis, project: ProjectAnalysis, offset: number): SymbolUse | undefined {
  const uses = usesOfFile(file, project);
  let [low, high] = [0, uses.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((uses[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const last = uses[low - 1];
  return last !== undefined && offset <= last.span.end ? last : undefined;
}
