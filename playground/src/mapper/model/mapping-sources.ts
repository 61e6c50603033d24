import type { Span } from "@xmap/diagnostics";
import type { BindingDeclaration, Declaration, RulesDeclaration, TypeReference, XmapFile } from "@xmap/grammar";
import type { PictureSide, ViaName } from "./mapping-picture.ts";

/** A declaration that maps one record to another. */
export type MappingDeclaration = BindingDeclaration | RulesDeclaration;

/** A declaration with the file that holds it. */
export interface Declared<Node extends Declaration = Declaration> {
  readonly file: XmapFile;
  readonly declaration: Node;
}

/** What is known around a mapping: names that stand for declarations, records, remarks of the language service. */
export interface MappingSources {
  /** The declaration that a name stands for. */
  declarationOf(file: XmapFile, name: Span): Declared | undefined;
  /** The record that a type names, with a key that is another one when its fields are others. */
  sideOf(file: XmapFile, type: TypeReference): { readonly side: PictureSide; readonly key: string };
  /** How the value of the rule whose target ends at the offset becomes the target's type. */
  conversionAt(file: XmapFile, targetEnd: number): string | undefined;
  viaNames(): readonly ViaName[];
  systems(): readonly string[];
}
