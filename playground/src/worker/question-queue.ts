import type { QuestionName } from "./protocol.ts";

/** A question that waits for its turn. */
export interface Waiting {
  readonly id: number;
  readonly name: QuestionName;
  readonly asks: object;
  readonly about: { readonly path: string; readonly version: number } | undefined;
}

/** Somebody looks at the cursor and waits for these. */
const FIRST: ReadonlySet<QuestionName> = new Set<QuestionName>([
  "completion",
  "signatureHelp",
  "hover",
  "definition",
  "prepareRename",
  "rename",
  "codeActions",
  "formatting",
  "editPicture",
  "editFlow",
]);
const LAST: ReadonlySet<QuestionName> = new Set<QuestionName>(["compile", "workspaceSymbols"]);

/** Questions in the order of their urgency, and of their coming among equals. */
export class QuestionQueue {
  readonly #waiting: Waiting[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(question: Waiting): void {
    this.#waiting.push(question);
  }

  /** Takes a question out; whether it still waited. */
  remove(id: number): boolean {
    const index = this.#waiting.findIndex((question) => question.id === id);
    if (index >= 0) this.#waiting.splice(index, 1);
    return index >= 0;
  }

  /** The most urgent question, taken out. */
  next(): Waiting | undefined {
    const [best] = this.#waiting.toSorted((left, right) => urgency(left.name) - urgency(right.name));
    if (best !== undefined) this.remove(best.id);
    return best;
  }

  /** All of them, taken out. */
  clear(): readonly Waiting[] {
    return this.#waiting.splice(0);
  }
}

function urgency(name: QuestionName): number {
  if (FIRST.has(name)) return 0;
  return LAST.has(name) ? 2 : 1;
}
