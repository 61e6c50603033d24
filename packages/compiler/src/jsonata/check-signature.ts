import { SyntaxProblem } from "./syntax-problem.ts";

/** Refuses a function's signature that JSONata does not know: S0401 and S0402. */
export function checkSignature(signature: string, at: number): void {
  let last = "";
  for (let index = 1; index < signature.length && signature[index] !== ":"; index += 1) {
    const symbol = signature.charAt(index);
    if (symbol === "(") {
      const close = closing(signature, index, "(", ")");
      if (signature.slice(index, close).includes("<")) throw new SyntaxProblem("S0402", at + index);
      last = "(";
      index = close;
    } else if (symbol === "<") {
      if (last !== "a" && last !== "f") throw new SyntaxProblem("S0401", at, last);
      index = closing(signature, index, "<", ">");
    } else if (/[snbloafjx]/.test(symbol)) last = symbol;
  }
}

function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === open) depth += 1;
    else if (text[index] === close) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return text.length;
}
