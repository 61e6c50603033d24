import type { ParsedFile, XmapFile } from "@xmap/grammar";

/** Whether a formatted file has the tree and the comments of the original, wherever they stand. */
export function meansTheSame(original: XmapFile, { file, diagnostics }: ParsedFile): boolean {
  if (diagnostics.length > 0) return false;
  return isSameTree(commentsOf(original), commentsOf(file)) && isSameTree(partsOf(original), partsOf(file));
}

/** Modifiers change places, and the comments at them with them. */
function commentsOf({ comments }: XmapFile): unknown {
  return comments.map(({ text }) => text.replaceAll(/\s+/g, " ").trimEnd()).sort();
}

function partsOf({ version, imports, declarations }: XmapFile): unknown {
  return [version, imports, declarations];
}

/** Whether two trees say the same, wherever their parts stand. */
export function isSameTree(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null) {
    return Object.is(left, right);
  }
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left).filter((key) => key !== "span");
  if (Object.keys(right).filter((key) => key !== "span").length !== keys.length) return false;
  return keys.every((key) => isSameTree(Reflect.get(left, key), Reflect.get(right, key)));
}
