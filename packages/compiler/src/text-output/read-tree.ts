/** Which parts of a JSON value a mapping reads. */
export interface ReadTree {
  /** All of it: it is compared, written, or handed to something that may look anywhere. */
  whole: boolean;
  /** It stands in the draft as it is. */
  written: boolean;
  /** It counts whether it is true, or of which type it is. */
  tested: boolean;
  readonly fields: Map<string, ReadTree>;
  /** Of each item, where it is a list. */
  items: ReadTree | undefined;
}

export function createReadTree(): ReadTree {
  return { whole: false, written: false, tested: false, fields: new Map(), items: undefined };
}

export function fieldOf(tree: ReadTree, name: string): ReadTree {
  const known = tree.fields.get(name);
  if (known !== undefined) return known;
  const made = createReadTree();
  tree.fields.set(name, made);
  return made;
}

export function itemsOf(tree: ReadTree): ReadTree {
  tree.items ??= createReadTree();
  return tree.items;
}

/** Whether the value is read in parts, so that the rest of it can be passed over. */
export function isReadInParts(tree: ReadTree): boolean {
  return !tree.whole && !tree.written && (tree.fields.size > 0 || tree.items !== undefined);
}

/** Whether the value is only written again, so that nobody sees what stands for it. */
export function isCopied(tree: ReadTree): boolean {
  return tree.written && !tree.whole && !tree.tested && tree.fields.size === 0 && tree.items === undefined;
}
