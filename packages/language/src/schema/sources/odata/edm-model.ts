/** A type with whether there are many of it: `Collection(Sales.Order)`. */
export interface EdmTypeReference {
  /** Qualified, aliases replaced: `Edm.String`, `Sales.Address`. */
  readonly type: string;
  readonly isCollection: boolean;
}

export interface EdmProperty extends EdmTypeReference {
  readonly name: string;
  readonly isNullable: boolean;
  readonly maxLength: number | undefined;
  /** Digits after the point; undefined when it varies or is not told. */
  readonly scale: number | undefined;
  readonly isReadOnly: boolean;
  /** The server fills it in. */
  readonly isDefaulted: boolean;
  readonly isFilterable: boolean;
  readonly label: string | undefined;
  readonly description: string | undefined;
}

export interface EdmNavigation extends EdmTypeReference {
  readonly name: string;
  readonly isNullable: boolean;
  /** Fields of this record that hold the other record's key. */
  readonly foreignKeys: readonly string[];
  readonly description: string | undefined;
}

export interface EdmStructuredType {
  /** Qualified. */
  readonly name: string;
  /** Qualified name of the type that it extends. */
  readonly base: string | undefined;
  readonly isOpen: boolean;
  readonly key: readonly string[];
  readonly properties: readonly EdmProperty[];
  readonly navigations: readonly EdmNavigation[];
  readonly description: string | undefined;
}

/** What a metadata document describes. */
export interface EdmModel {
  readonly structured: ReadonlyMap<string, EdmStructuredType>;
  /** Names of the members of enumeration types. */
  readonly enumerations: ReadonlyMap<string, readonly string[]>;
  /** What type definitions stand for. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Qualified entity types by the name of their entity set or singleton. */
  readonly sets: ReadonlyMap<string, string>;
}
