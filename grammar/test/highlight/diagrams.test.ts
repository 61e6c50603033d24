import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { referencesIn } from "../../src/highlight/diagrams/ebnf.ts";
import { GLOSSARY } from "../../src/highlight/diagrams/glossary.ts";
import { diagramsPage } from "../../src/highlight/diagrams/page.ts";
import { readEbnf } from "../../src/highlight/diagrams/read-ebnf.ts";

const ebnf = readFileSync(join(resolve(import.meta.dirname, "../.."), "language.ebnf"), "utf8");
const grammar = readEbnf(ebnf);
const page = diagramsPage(grammar);
const names = grammar.rules.map(({ name }) => name);

function numbersOf(element: string, ...attributes: string[]): number[] {
  return attributes.map((attribute) => Number(new RegExp(` ${attribute}="([-\\d.]+)"`).exec(element)?.[1]));
}

type Point = readonly [x: number, y: number];

function svgOf(name: string): string {
  return new RegExp(`<svg [^>]*rule-${name}-svg-title[\\s\\S]*?</svg>`).exec(page)?.[0] ?? "";
}

/** Where a path begins, turns and ends; a bend counts as straight. */
function cornersOf(commands: string): Point[] {
  let [x, y] = [0, 0];
  return [...commands.matchAll(/([MhHVq])([-\d. ]+)/g)].map(([, command, rest = ""]): Point => {
    const [first = 0, second = 0, third = 0, fourth = 0] = rest.trim().split(" ").map(Number);
    if (command === "M") [x, y] = [first, second];
    else if (command === "h") x += first;
    else if (command === "H") x = first;
    else if (command === "V") y = first;
    else [x, y] = [x + third, y + fourth];
    return [x, y];
  });
}

const isSame = (one: Point, other: Point): boolean => Math.hypot(one[0] - other[0], one[1] - other[1]) < 0.01;

/** Whether a path goes through a point on one of its straight parts, or has a corner there. */
function passes(corners: readonly Point[], point: Point): boolean {
  return corners.some((to, index) => {
    const from = corners[index - 1] ?? to;
    const between = (axis: 0 | 1): boolean =>
      point[axis] >= Math.min(from[axis], to[axis]) && point[axis] <= Math.max(from[axis], to[axis]);
    return isSame(to, point) || ((from[0] === to[0] || from[1] === to[1]) && between(0) && between(1));
  });
}

it("every line of the EBNF that begins with a name and an equals sign has a diagram with a title and its text", () => {
  const written = [...ebnf.matchAll(/^(\w+) *= /gm)].map(([, name]) => name);
  expect(written.length).toBeGreaterThan(40);
  expect(names).toEqual(written);
  for (const name of names) {
    expect(page).toMatch(new RegExp(`<section id="rule-${name}"[^>]*>\n<h2[^>]*>${name}</h2>\n<figure>\n<svg `));
    expect(page).toMatch(
      new RegExp(`<title id="rule-${name}-svg-title">[^<]+</title>\n<desc [^>]*>${name} = [^<]+;</desc>`),
    );
  }
});

it("every reference leads to one place on the page, and every name of the glossary is used", () => {
  const anchors = [...page.matchAll(/ id="([^"]+)"/g)].map(([, anchor]) => anchor);
  expect(new Set(anchors).size).toBe(anchors.length);
  const targets = [...page.matchAll(/ (?:href="#|aria-labelledby="|aria-describedby=")([^"]+)"/g)].map(([, to]) => to);
  expect(targets.length).toBeGreaterThan(300);
  expect(targets.filter((target) => !anchors.includes(target))).toEqual([]);
  const used = new Set(grammar.rules.flatMap(({ body }) => referencesIn(body)));
  expect(Object.keys(GLOSSARY).filter((name) => !used.has(name) || names.includes(name))).toEqual([]);
});

it("the page needs nothing but itself and runs no script", () => {
  expect(page).not.toMatch(/<script|javascript:|\son\w+=|<link|<img|url\(|@import|https?:/i);
});

it.each(names)("the boxes of %s lie inside the drawing and apart from each other", (name) => {
  const svg = svgOf(name);
  const [width = 0, height = 0] = numbersOf(svg, "width", "height");
  const boxes = [...svg.matchAll(/<rect[^>]*>/g)].map(([rect]) => {
    const [x = 0, y = 0, wide = 0, high = 0] = numbersOf(rect, "x", "y", "width", "height");
    return { left: x, top: y, right: x + wide, bottom: y + high };
  });
  expect(boxes.length).toBeGreaterThan(0);
  for (const [index, box] of boxes.entries()) {
    expect(Math.min(box.left, box.top, width - box.right, height - box.bottom)).toBeGreaterThan(0);
    for (const other of boxes.slice(index + 1)) {
      const apart =
        box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top;
      expect(apart).toBe(true);
    }
  }
});

it.each(names)("the lines of %s end nowhere but at a box, a station or another line", (name) => {
  const svg = svgOf(name);
  const lines = [...svg.matchAll(/<path d="([^"]+)"/g)].map(([, commands = ""]) => cornersOf(commands));
  const boxes = [...svg.matchAll(/<rect[^>]*>/g)].map(([rect]) => numbersOf(rect, "x", "y", "width", "height"));
  const sides = boxes.flatMap(([x = 0, y = 0, width = 0, height = 0]): Point[] => [
    [x, y + height / 2],
    [x + width, y + height / 2],
  ]);
  const stations = [...svg.matchAll(/<circle[^>]*>/g)].map(([circle]) => numbersOf(circle, "cx", "cy", "r"));
  const edges = stations.flatMap(([x = 0, y = 0, radius = 0]): Point[] => [
    [x - radius, y],
    [x + radius, y],
  ]);
  const loose = lines.flatMap((line, index) => {
    const others = lines.filter((_, other) => other !== index);
    const isMet = (end: Point): boolean =>
      [...sides, ...edges].some((point) => isSame(point, end)) || others.some((other) => passes(other, end));
    return [line[0], line.at(-1)].filter((end) => end !== undefined && !isMet(end));
  });
  expect(loose).toEqual([]);
});

it("a repetition with a separator becomes one loop, and brackets become ways around", () => {
  const item = { kind: "reference", name: "A" };
  const loop = { kind: "loop", item, separator: { kind: "terminal", text: "," } };
  const [rule] = readEbnf('(* Notes. *)\nR = A { "," A } [ "x" ] | ? two words ? ; (* of R *)\nA = letter ;').rules;
  expect(rule?.body).toEqual({
    kind: "choice",
    alternatives: [
      { kind: "sequence", items: [loop, { kind: "option", item: { kind: "terminal", text: "x" } }] },
      { kind: "prose", text: "two words" },
    ],
  });
  expect(rule?.comments).toEqual(["of R"]);
});

it.each([
  ["A = B", "Line 1 of the grammar: expected `;`, but found its end"],
  [
    "A = B ;\na = C ;",
    "Line 2 of the grammar: expected a rule's name, which begins with a capital letter, but found a",
  ],
  ["A = ( B ;", "Line 1 of the grammar: expected `)`, but found ;"],
  ["A = | B ;", "Line 1 of the grammar: expected something before this, but found |"],
  ["A = B + ;", "Line 1 of the grammar: expected a name, a text in quotes or a bracket, but found +"],
])("the reader says where %j is wrong", (text, message) => {
  expect(() => readEbnf(text)).toThrow(new SyntaxError(message));
});

it("a name without a rule and without a meaning in words is refused", () => {
  expect(() => diagramsPage(readEbnf("A = Missing ;"))).toThrow("A refers to Missing");
});
