import type { Identifier, SyntaxNode, TypeReference } from "@xmap/grammar";
import type { SymbolKind } from "../../binder/any-symbol.ts";

/** A place where a declared name is used, with what it may stand for. */
export interface NameSite {
  readonly identifier: Identifier;
  readonly kinds: readonly SymbolKind[];
}

const TRANSLATORS: readonly SymbolKind[] = ["map", "lookup", "binding"];

function heads(kinds: readonly SymbolKind[], references: readonly (TypeReference | undefined)[]): NameSite[] {
  return references.flatMap((reference) => {
    const identifier = reference?.names[0];
    return identifier === undefined ? [] : [{ identifier, kinds }];
  });
}

function names(kinds: readonly SymbolKind[], ...identifiers: readonly (Identifier | undefined)[]): NameSite[] {
  return identifiers.flatMap((identifier) => (identifier === undefined ? [] : [{ identifier, kinds }]));
}

/** The names of declarations that a node itself uses; imports are not among them. */
export function nameSitesOf(node: SyntaxNode): readonly NameSite[] {
  switch (node.kind) {
    case "EntityDeclaration":
      return names(["system"], node.system);
    case "MapDeclaration":
      return heads(["entity"], [node.from, node.to]);
    case "LookupDeclaration":
      return heads(["entity"], [...node.from, node.to]);
    case "RulesDeclaration":
    case "BindingDeclaration":
      return heads(["entity"], [node.from, node.to]);
    case "MasterClause":
    case "RateItem":
    case "ParallelItem":
      return names(["system"], node.system);
    case "Rule":
      return names(["system"], node.master);
    case "IncludeItem":
      return names(["rules"], node.rules);
    case "Via":
      return node.target.kind === "TypeReference" ? heads(TRANSLATORS, [node.target]) : [];
    case "AlertItem":
    case "NotifyStep":
      return names(["system"], node.channel.names[0]);
    case "FlowDeclaration":
      return [
        ...heads(["entity"], [node.entity]),
        ...names(["flow"], ...node.after),
        ...names(["policy"], node.policy),
      ];
    case "Trigger":
      return [...names(["entity"], node.of), ...names(["binding"], node.via)];
    case "ReadEffect":
      return heads(["entity"], [node.entity]);
    case "FindEffect":
    case "SyncEffect":
      return names(["binding"], node.binding);
    case "CapabilityTest":
      return names(["system"], node.system);
    case "TestDeclaration":
      return names(["binding", "flow"], node.of);
    case "TestAnswers":
      return names(node.invocation === undefined ? [...TRANSLATORS, "entity"] : ["system"], node.of);
    default:
      return [];
  }
}
