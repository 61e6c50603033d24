import type { InvocationDescription, OperationDescription } from "@xmap/contract";
import type { Span } from "@xmap/diagnostics";
import type { DeclaredName } from "../../binder/any-symbol.ts";
import type { FunctionSignature } from "../../functions/function-signature.ts";
import type { EntitySymbol } from "../../program.ts";
import type { RecordType } from "../../types/type.ts";
import type { LocalName } from "../tree/local-names.ts";

/** What a name in a text stands for. */
export type ServiceSymbol =
  | { readonly kind: "declared"; readonly declared: DeclaredName }
  | { readonly kind: "local"; readonly file: string; readonly local: LocalName }
  | FieldOfResource
  | { readonly kind: "function"; readonly signature: FunctionSignature }
  | {
      readonly kind: "operation";
      readonly entity: EntitySymbol;
      readonly name: string;
      readonly description: OperationDescription;
    }
  | {
      readonly kind: "invocation";
      readonly system: string;
      readonly name: string;
      readonly description: InvocationDescription;
    }
  | { readonly kind: "argument"; readonly operation: string; readonly owner: RecordType; readonly name: string }
  | { readonly kind: "capability"; readonly system: string; readonly name: string }
  | { readonly kind: "option"; readonly system: string; readonly name: string }
  | { readonly kind: "connector"; readonly system: string; readonly name: string }
  | { readonly kind: "resource"; readonly system: string; readonly resource: string };

/** A field of a pulled schema; `path` leads from the whole record and includes the field. */
export interface FieldOfResource {
  readonly kind: "field";
  readonly system: string;
  readonly resource: string;
  readonly path: readonly string[];
  readonly owner: RecordType;
}

export type SymbolRole = "declaration" | "import" | "read" | "write";

/** A name in a text with what it stands for. */
export interface SymbolUse {
  readonly span: Span;
  readonly symbol: ServiceSymbol;
  readonly role: SymbolRole;
}

/** Equal for equal symbols. */
export function symbolKey(symbol: ServiceSymbol): string {
  switch (symbol.kind) {
    case "declared":
      return `declared ${symbol.declared.file} ${symbol.declared.name}`;
    case "local":
      return `local ${symbol.file} ${symbol.local.span.start}`;
    case "field":
      return `field ${symbol.system} ${symbol.resource} ${symbol.path.join(".")}`;
    case "function":
      return `function ${symbol.signature.name}`;
    case "operation":
      return `operation ${symbol.entity.system.name} ${symbol.entity.resource} ${symbol.name}`;
    case "argument":
      return `argument ${symbol.operation} ${symbol.name}`;
    case "resource":
      return `resource ${symbol.system} ${symbol.resource}`;
    default:
      return `${symbol.kind} ${symbol.system} ${symbol.name}`;
  }
}
