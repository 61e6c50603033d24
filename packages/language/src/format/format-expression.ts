import type { BinaryExpression, Expression, NumberLiteral, ObjectPair, PathStage, PathStep } from "@xmap/grammar";
import { type Document, forcedLine, group, indented, line, softLine } from "./document.ts";
import { printName, printText } from "./leaves.ts";
import type { SourceCursor } from "./source-cursor.ts";

/**
 * Where an expression stands. On a header's line a brace at the end of the line opens the header's block, so an
 * object's first key stays behind its brace there. In a template, texts have the other kind of quotes.
 */
export type Surroundings = "line" | "header" | "template";

/** An expression in canonical form, with the comments in it. */
export function formatExpression(
  expression: Expression,
  cursor: SourceCursor,
  surroundings: Surroundings = "line",
): Document {
  return new ExpressionFormatter(cursor, surroundings).format(expression);
}

/** Expressions that hold together by brackets of their own may stay on the line of what comes before them. */
export function isBracketed({ kind }: Expression): boolean {
  return BRACKETED.has(kind);
}

const BRACKETED: ReadonlySet<Expression["kind"]> = new Set([
  "ArrayExpression",
  "ObjectExpression",
  "BlockExpression",
  "CallExpression",
  "LambdaExpression",
]);

/** Operators of one level make one chain, which is broken at all of them or none. */
const LEVELS: Readonly<Record<BinaryExpression["operator"], number>> = {
  "??": 1,
  "?:": 2,
  or: 3,
  and: 4,
  "=": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  in: 5,
  "~>": 6,
  "+": 7,
  "-": 7,
  "&": 7,
  "*": 8,
  "/": 8,
  "%": 8,
};

class ExpressionFormatter {
  readonly #cursor: SourceCursor;
  readonly #surroundings: Surroundings;
  #depth = 0;

  constructor(cursor: SourceCursor, surroundings: Surroundings) {
    this.#cursor = cursor;
    this.#surroundings = surroundings;
  }

  format(expression: Expression): Document {
    const cursor = this.#cursor;
    switch (expression.kind) {
      case "PathExpression":
        return this.#separated(expression.steps, ".", "", (step) => this.#step(step));
      case "VariableExpression":
        return cursor.take(`$${expression.name}`);
      case "StringLiteral":
        return cursor.takeLeaf(expression.span, this.#surroundings === "template" ? undefined : printText);
      case "NumberLiteral":
        return formatNumber(expression, cursor);
      case "BooleanLiteral":
        return cursor.take(String(expression.value));
      case "NullLiteral":
        return cursor.take("null");
      case "RegexLiteral":
        return cursor.take(`/${expression.pattern}/${expression.flags}`);
      case "ArrayExpression":
        return this.#list("[", expression.items, "]");
      case "RangeExpression":
        return [this.format(expression.from), cursor.take(".."), this.format(expression.to)];
      case "ObjectExpression":
        return this.#pairs(expression.pairs);
      case "BlockExpression":
        return this.#block(expression.expressions);
      case "NegateExpression":
        return [cursor.take("-"), this.format(expression.operand)];
      case "BinaryExpression":
        return group(this.#chain(expression));
      case "ConditionalExpression": {
        const { condition, then, otherwise } = expression;
        const first = this.format(condition);
        const second = [" ", cursor.take("?"), line, this.format(then)];
        const third = otherwise === undefined ? [] : [" ", cursor.take(":"), line, this.format(otherwise)];
        return group(first, indented(second, third));
      }
      case "AssignmentExpression":
        return [cursor.take(`$${expression.name}`), " ", cursor.take(":="), " ", this.format(expression.value)];
      case "CallExpression":
        return [this.format(expression.callee), this.#list("(", expression.arguments, ")")];
      case "PlaceholderExpression":
        return cursor.take("?");
      case "LambdaExpression":
        return this.#lambda(expression);
      case "TransformExpression":
        return this.#transform(expression);
      case "SortExpression":
        return [
          this.format(expression.operand),
          cursor.take("^"),
          this.#bracketed("(", ")", () =>
            this.#separated(expression.terms, ",", line, (term) => {
              if (term.descending) return [cursor.take(">"), this.format(term.expression)];
              const mark = cursor.isNext("<") ? cursor.take("<", "") : "";
              return [mark, this.format(term.expression)];
            }),
          ),
        ];
      case "GroupExpression":
        return [this.format(expression.operand), this.#pairs(expression.pairs)];
      case "MissingExpression":
        return "";
    }
  }

  #separated<Item>(
    items: readonly Item[],
    separator: string,
    space: Document,
    print: (item: Item, index: number) => Document,
  ): Document {
    return items.map((item, index) =>
      index === 0 ? print(item, 0) : [this.#cursor.take(separator), space, print(item, index)],
    );
  }

  /** What is hugged has brackets of its own, which share the line with these. */
  #bracketed(open: string, close: string, print: () => Document, isHugged = false): Document {
    const opening = this.#cursor.take(open);
    this.#depth += 1;
    const content = print();
    this.#depth -= 1;
    const { comments, token } = this.#cursor.takeClosing(close);
    if (isEmpty(content) && comments.length === 0) return group(opening, softLine, token);
    if (isHugged && comments.length === 0) return [opening, content, token];
    const last = isEmpty(content) ? comments : behind(comments);
    return group(opening, indented(softLine, content, last), softLine, token);
  }

  #list(open: string, items: readonly Expression[], close: string): Document {
    const print = () => this.#separated(items, ",", line, (item) => this.format(item));
    return this.#bracketed(open, close, print, standsAlone(items));
  }

  #block(expressions: readonly Expression[]): Document {
    const print = () => {
      const list = this.#separated(expressions, ";", line, (each) => this.format(each));
      return this.#cursor.isNext(";") ? [list, this.#cursor.drop(";")] : list;
    };
    return this.#bracketed("(", ")", print, standsAlone(expressions));
  }

  #pairs(pairs: readonly ObjectPair[]): Document {
    const cursor = this.#cursor;
    const isBraceOfHeader = this.#surroundings === "header" && this.#depth === 0;
    const opening = cursor.take("{");
    const isOpened = cursor.isLineEndNext() && !isBraceOfHeader && pairs.length > 0;
    this.#depth += 1;
    const content = this.#separated(pairs, ",", line, ({ key, value }) => [
      this.format(key),
      cursor.take(":"),
      " ",
      this.format(value),
    ]);
    this.#depth -= 1;
    const { comments, token } = cursor.takeClosing("}");
    if (pairs.length === 0 && comments.length === 0) return group(opening, softLine, token);
    const first = isBraceOfHeader ? " " : isOpened ? forcedLine : line;
    const last = pairs.length === 0 ? comments : behind(comments);
    return group(opening, indented(first, content, last), line, token);
  }

  #step({ operand, stages }: PathStep): Document {
    return [this.#operand(operand), stages.map((stage) => this.#stage(stage))];
  }

  #operand(operand: PathStep["operand"]): Document {
    switch (operand.kind) {
      case "NameStep":
        return this.#cursor.takeLeaf(operand.span, (image) => printName(operand.name, image));
      case "WildcardStep":
        return this.#cursor.take("*");
      case "DescendantsStep":
        return this.#cursor.take("**");
      case "ParentStep":
        return this.#cursor.take("%");
      default:
        return this.format(operand);
    }
  }

  #stage(stage: PathStage): Document {
    switch (stage.kind) {
      case "FilterStage":
        return this.#bracketed("[", "]", () => this.format(stage.condition));
      case "KeepListStage":
        return this.#bracketed("[", "]", () => []);
      case "IndexStage":
        return [this.#cursor.take("#"), this.#cursor.take(`$${stage.variable}`)];
      case "FocusStage":
        return [this.#cursor.take("@"), this.#cursor.take(`$${stage.variable}`)];
    }
  }

  /** Operators of the same level to the left are part of the chain. */
  #chain(expression: BinaryExpression): Document {
    const links: BinaryExpression[] = [expression];
    let first = expression.left;
    while (first.kind === "BinaryExpression" && LEVELS[first.operator] === LEVELS[expression.operator]) {
      links.push(first);
      first = first.left;
    }
    const start = this.format(first);
    const rest = links
      .reverse()
      .map(({ operator, right }) => [" ", this.#cursor.take(operator), line, this.format(right)]);
    return [start, indented(rest)];
  }

  #lambda({ parameters, signature, body }: Expression & { kind: "LambdaExpression" }): Document {
    const cursor = this.#cursor;
    const word = cursor.isNext("\u03bb") ? cursor.take("\u03bb", "function") : cursor.take("function");
    const names = this.#bracketed("(", ")", () =>
      this.#separated(parameters, ",", line, (name) => cursor.take(`$${name}`)),
    );
    const types = signature === undefined ? "" : cursor.take(signature);
    const opening = cursor.take("{");
    this.#depth += 1;
    const content = this.format(body);
    this.#depth -= 1;
    const { comments, token } = cursor.takeClosing("}");
    return [word, names, types, group(opening, indented(line, content, behind(comments)), line, token)];
  }

  #transform({ pattern, update, remove }: Expression & { kind: "TransformExpression" }): Document {
    const cursor = this.#cursor;
    const first = [cursor.take("|"), this.format(pattern), cursor.take("|")];
    const second = [this.format(update), remove === undefined ? "" : [cursor.take(","), " ", this.format(remove)]];
    return [first, second, cursor.take("|")];
  }
}

/** Minus signs may have blanks behind them. */
export function formatNumber({ span }: NumberLiteral, cursor: SourceCursor): Document {
  const signs: Document[] = [];
  while (cursor.isNext("-")) signs.push(cursor.take("-"));
  const digits = cursor.takeLeaf({ start: cursor.nextToken(), end: span.end }, (image) => image.toLowerCase());
  return signs.length === 0 ? digits : [...signs, digits];
}

function behind(comments: readonly Document[]): Document {
  return comments.length === 0 ? "" : [line, ...comments];
}

function standsAlone(expressions: readonly Expression[]): boolean {
  const [only] = expressions;
  return expressions.length === 1 && (only?.kind === "ObjectExpression" || only?.kind === "ArrayExpression");
}

function isEmpty(document: Document): boolean {
  return typeof document !== "string" && !("kind" in document) && document.length === 0;
}
