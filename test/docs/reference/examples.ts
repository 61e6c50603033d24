/** How an example is put into a file that can be checked. */
const FRAMES = ["declarations", "rules", "two-way", "triggers", "steps", "expressions"] as const;
export type Frame = (typeof FRAMES)[number] | "file";

/** A fenced block of the reference. */
export interface Example {
  /** Line of its fence in the page, from 1. */
  readonly line: number;
  readonly frame: Frame;
  /** The codes that it must give, in alphabetical order; none when it is right. */
  readonly codes: readonly string[];
  readonly text: string;
}

/** All blocks of a page that are marked `xmap`, such as `xmap rules` or `xmap steps refused unknown-name`. */
export function readExamples(page: string): readonly Example[] {
  const fences = page.matchAll(/^```xmap\b ?([^\n]*)\n([\s\S]*?)^```$/gm);
  return [...fences].map((fence) => {
    const [first = "", ...rest] = (fence[1] ?? "").split(" ").filter((word) => word !== "");
    const line = page.slice(0, fence.index).split("\n").length;
    const frame = FRAMES.find((name) => name === first);
    const words = frame === undefined ? [first, ...rest].filter((word) => word !== "") : rest;
    const [mark, ...codes] = words;
    if (mark !== undefined && (mark !== "refused" || codes.length === 0)) {
      throw new Error(`Line ${line}: \`${fence[1]}\` is no frame, nor \`refused\` with codes`);
    }
    return { line, frame: frame ?? "file", codes: codes.toSorted(), text: fence[2] ?? "" };
  });
}

const indented = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, "  ");
const holds = (text: string, pattern: RegExp): boolean => pattern.test(text);

/** A line of its own for each expression, without the remark behind it. */
export function expressionsOf(example: Example): readonly { readonly expression: string; readonly result?: string }[] {
  return example.text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [expression = "", result] = line.split(/ +\/\/ /);
      return result === undefined ? { expression } : { expression, result };
    });
}

/** The text of a whole file with the example in it; `names` can be imported from `base.xmap`. */
export function framed(example: Example, names: readonly string[]): string {
  if (example.frame === "file") return example.text;
  const body = inFrame(example);
  const declared = (name: string) => holds(body, new RegExp(`^\\w+ ${name}\\b(?= was |:| =| for | \\{)`, "m"));
  const used = names.filter((name) => holds(withoutTexts(body), new RegExp(`\\b${name}\\b(?!:)`)) && !declared(name));
  const imports = used.length === 0 ? "" : `import { ${used.join(", ")} } from "./base.xmap"\n\n`;
  return `xmap 1\n\n${imports}${body}`;
}

function inFrame(example: Example): string {
  const { frame, text } = example;
  switch (frame) {
    case "rules": {
      const key = holds(text, /-> +reference\b/) ? "" : "  number -> reference  key\n";
      return `binding Example: Order -> Sale {\n${key}${indented(text)}\n}\n`;
    }
    case "two-way": {
      const key = holds(text, /\blogin\b/) ? "" : "  login <-> email  key\n";
      const name = holds(text, /-> +name\b/) ? "" : "  login -> name\n";
      return `binding Example: Customer <-> Partner {\n${key}${name}${indented(text)}\n}\n`;
    }
    case "triggers":
      return `flow Example for order: Order {\n${indented(text)}\n  sync order via OrderToSale\n}\n`;
    case "steps": {
      const sale = holds(text, /^ *sale =/m) ? "" : "  sale = sync order via OrderToSale\n";
      return `flow Example for order: Order {\n  on change by webhook\n${sale}${indented(text)}\n}\n`;
    }
    case "expressions": {
      const lets = expressionsOf(example).map(({ expression }, index) => `  let example${index} = ${expression}`);
      return `binding Example: Order -> Sale {\n  number -> reference  key\n${lets.join("\n")}\n}\n`;
    }
    default:
      return text;
  }
}

function withoutTexts(text: string): string {
  return text.replace(/\/\/[^\n]*/g, "").replace(/"(?:[^"\\\n]|\\.)*"/g, (found) => holesOf(found).join(" "));
}

/** The expressions of a template, whose names count as used. */
function holesOf(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
}
