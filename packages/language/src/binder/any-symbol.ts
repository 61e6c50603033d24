import type { Span } from "@xmap/diagnostics";
import type {
  BindingSymbol,
  EntitySymbol,
  FlowSymbol,
  LookupSymbol,
  MapSymbol,
  PolicySymbol,
  RulesSymbol,
  SystemSymbol,
} from "../program.ts";

export type AnySymbol =
  | SystemSymbol
  | EntitySymbol
  | MapSymbol
  | LookupSymbol
  | RulesSymbol
  | BindingSymbol
  | PolicySymbol
  | FlowSymbol;
export type SymbolKind = AnySymbol["kind"];

/** A declared name. The symbol is set when its declaration was understood. */
export interface DeclaredName {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly file: string;
  readonly span: Span;
  /** The name that it had before, and that what is stored about it has still. */
  readonly was?: { readonly name: string; readonly span: Span } | undefined;
  symbol: AnySymbol | undefined;
}

/** A name as one file sees it. */
export interface VisibleName {
  readonly declared: DeclaredName;
  used: boolean;
}
