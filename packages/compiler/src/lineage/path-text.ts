const PLAIN_NAME = /^[\p{Letter}_$*][\p{Letter}\p{Number}_$*-]*$/u;

/** The path with one more name; a name that would not read as one stands in backticks. */
export function appendName(path: string, name: string): string {
  const written = PLAIN_NAME.test(name) ? name : `\`${name}\``;
  return path === "" ? written : `${path}.${written}`;
}

/** One name of a path, with what is taken of the list that it holds. */
export interface PathPart {
  readonly name: string;
  /** Each element (`[]`) or the one at a position; several for lists in lists. */
  readonly elements: readonly ("each" | number)[];
}

/** The names of a path as `appendName` writes it: `items[].options[2].name`. The whole record, `$`, has none. */
export function splitPath(path: string): readonly PathPart[] {
  if (path === "$") return [];
  return [...path.matchAll(/(?:`([^`]*)`|([^.[\]`]+))((?:\[\d*\])*)/g)].map(([, quoted, plain, brackets]) => ({
    name: quoted ?? plain ?? "",
    elements: [...(brackets ?? "").matchAll(/\[(\d*)\]/g)].map(([, index]) => (index ? Number(index) : "each")),
  }));
}
