/** Lines of code with nested blocks; a block's lines are indented when it is printed. */
export type Lines = (string | Lines | Placeholder)[];

/** A line that is filled in, or left out, when its block is done. */
export interface Placeholder {
  text: string | undefined;
}

/** Collects statements. Values that must be computed earlier can be put in before what was written since. */
export class Writer {
  #lines: Lines = [];
  #names = 0;

  /** A name that nothing else in the expression has. */
  name(hint: string): string {
    this.#names += 1;
    const word = hint.replace(/[^A-Za-z0-9]/g, "");
    return `${/^[A-Za-z]/.test(word) ? word : "value"}_${this.#names}`;
  }

  get position(): number {
    return this.#lines.length;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  lines(lines: Lines): void {
    this.#lines.push(...lines);
  }

  insert(position: number, text: string): void {
    this.#lines.splice(position, 0, text);
  }

  placeholder(): Placeholder {
    const placeholder: Placeholder = { text: undefined };
    this.#lines.push(placeholder);
    return placeholder;
  }

  /** What is written meanwhile goes into lines of its own. */
  collect<Result>(write: () => Result): { readonly lines: Lines; readonly result: Result } {
    const outer = this.#lines;
    const lines: Lines = [];
    this.#lines = lines;
    try {
      return { lines, result: write() };
    } finally {
      this.#lines = outer;
    }
  }

  /** `head {`, the lines, `}` with what follows it. */
  block(head: string, lines: Lines, tail = ""): void {
    this.#lines.push(`${head} {`, lines, `}${tail}`);
  }

  /** `head {`, the lines, `} else {`, the others, `}`. */
  branches(head: string, lines: Lines, others: Lines): void {
    this.#lines.push(`${head} {`, lines, "} else {", others, "}");
  }

  print(depth: number): string {
    return print(this.#lines, depth);
  }
}

/** Whether lines say nothing. */
export function isEmpty(lines: Lines): boolean {
  return lines.every(
    (line) => typeof line !== "string" && (Array.isArray(line) ? isEmpty(line) : line.text === undefined),
  );
}

export function print(lines: Lines, depth: number): string {
  const indent = "  ".repeat(depth);
  let text = "";
  for (const line of lines) {
    if (typeof line === "string") text += `${indent}${line}\n`;
    else if (Array.isArray(line)) text += print(line, depth + 1);
    else if (line.text !== undefined) text += `${indent}${line.text}\n`;
  }
  return text;
}
