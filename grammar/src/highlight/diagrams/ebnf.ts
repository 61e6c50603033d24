/** What stands on the right of a rule. */
export type EbnfNode =
  | { readonly kind: "terminal"; readonly text: string }
  | { readonly kind: "reference"; readonly name: string }
  /** Said in words. */
  | { readonly kind: "prose"; readonly text: string }
  | { readonly kind: "nothing" }
  | { readonly kind: "sequence"; readonly items: readonly EbnfNode[] }
  | { readonly kind: "choice"; readonly alternatives: readonly EbnfNode[] }
  | { readonly kind: "option"; readonly item: EbnfNode }
  /** Once or more often, with a separator between, which may be nothing. */
  | { readonly kind: "loop"; readonly item: EbnfNode; readonly separator: EbnfNode };

export interface EbnfRule {
  readonly name: string;
  readonly body: EbnfNode;
  /** As it is written, without comments. */
  readonly source: string;
  readonly comments: readonly string[];
}

export interface EbnfGrammar {
  readonly rules: readonly EbnfRule[];
  /** What the comment before the first rule says. */
  readonly introduction: string;
}

/** The names to which a node refers, each as often as it stands there. */
export function referencesIn(node: EbnfNode): readonly string[] {
  switch (node.kind) {
    case "reference":
      return [node.name];
    case "sequence":
      return node.items.flatMap(referencesIn);
    case "choice":
      return node.alternatives.flatMap(referencesIn);
    case "option":
      return referencesIn(node.item);
    case "loop":
      return [node.item, node.separator].flatMap(referencesIn);
    case "terminal":
    case "prose":
    case "nothing":
      return [];
  }
}
